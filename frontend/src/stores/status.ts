import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useSync } from '@/sync'
import { useDraftsStore } from './drafts'
import { pending } from './pending'
import { useTodosStore } from './todos'

/** How the page stands with its copy, and the copy with the server. */
export const useStatusStore = defineStore('status', () => {
  const drafts = useDraftsStore()
  const todos = useTodosStore()
  const reported = computed(() => useSync().status.value)

  /** What only this page knows: it is gone when the page is. */
  const unkept = computed(() => drafts.count + todos.early.length + pending.value)
  const waiting = computed(() => reported.value.waiting)

  const state = computed(() => {
    if (drafts.tooLong.length) return 'attention'
    return reported.value.state === 'synced' && unkept.value ? 'saving' : reported.value.state
  })

  return {
    isReady: computed(() => useSync().isReady.value),
    hasFailed: computed(() => useSync().hasFailed.value),
    state,
    waiting,
    unkept,
    isOffline: computed(() => reported.value.isOffline),
    trouble: computed(() => reported.value.trouble),
    notices: computed(() => useSync().notices.value),
    retry: () => useSync().syncNow(),
    dismiss: (key: number) => useSync().dismiss(key),
  }
})
