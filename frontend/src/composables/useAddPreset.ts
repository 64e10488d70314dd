import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useToday } from './useToday'

/** What is added by the dialog belongs to where the person is. */
export function useAddPreset() {
  const route = useRoute()
  const today = useToday()
  return computed(() => ({
    listId: typeof route.params.listId === 'string' ? route.params.listId : null,
    due: route.path === '/today' ? today.value : null,
  }))
}
