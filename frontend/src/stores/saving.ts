import { defineStore } from 'pinia'
import { computed, readonly, ref } from 'vue'
import { useDraftsStore } from './drafts'
import { useToastsStore } from './toasts'

/** What the quiet pill says: has the server heard everything? */
export const useSavingStore = defineStore('saving', () => {
  const toasts = useToastsStore()
  const drafts = useDraftsStore()
  const waiting = ref(0)

  /** A failure is one until it was tried again with success, or somebody dismissed it. */
  const state = computed(() => {
    if (waiting.value) return 'saving'
    return toasts.hasErrors || drafts.hasFailed ? 'failed' : 'saved'
  })

  function started(): void {
    waiting.value++
  }

  function settled(): void {
    waiting.value = Math.max(0, waiting.value - 1)
  }

  function clear(): void {
    waiting.value = 0
  }

  return { waiting: readonly(waiting), state, started, settled, clear }
})
