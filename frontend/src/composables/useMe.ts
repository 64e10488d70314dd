import { computed, type ComputedRef } from 'vue'
import { useSync } from '@/sync'

/** The id of who is signed in; null until the page knows it. */
export const useMe = (): ComputedRef<string | null> =>
  computed(() => useSync().me.value?.id ?? null)
