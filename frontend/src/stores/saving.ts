import { defineStore } from 'pinia'
import { computed, readonly, ref } from 'vue'

/** What the quiet pill says: has the server heard everything? */
export const useSavingStore = defineStore('saving', () => {
  const waiting = ref(0)
  const failed = ref(false)

  const state = computed(() => {
    if (waiting.value) return 'saving'
    return failed.value ? 'failed' : 'saved'
  })

  function started(): void {
    waiting.value++
  }

  function settled(ok: boolean): void {
    waiting.value = Math.max(0, waiting.value - 1)
    failed.value = !ok
  }

  function clear(): void {
    waiting.value = 0
    failed.value = false
  }

  return { waiting: readonly(waiting), state, started, settled, clear }
})
