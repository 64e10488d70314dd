import { defineStore } from 'pinia'
import { computed, shallowReactive } from 'vue'

export interface Draft {
  title?: string
  notes?: string
}

/** What was typed into a to-do and is not saved yet: it outlives the pane it was typed into. */
export const useDraftsStore = defineStore('drafts', () => {
  const drafts = new Map<string, Draft>()
  const failures = shallowReactive(new Map<string, { retry: () => void; isOpen: boolean }>())
  /** Once its pane is closed, a note says what failed. */
  const hasFailed = computed(() => [...failures.values()].some(({ isOpen }) => isOpen))

  const read = (id: string): Draft => drafts.get(id) ?? {}

  function keep(id: string, draft: Draft): void {
    drafts.set(id, { ...read(id), ...draft })
  }

  /** Forgets what is saved now, unless something else was typed since. */
  function drop(id: string, saved: Draft): void {
    const left = { ...read(id) }
    for (const field of ['title', 'notes'] as const) {
      if (field in saved && left[field] === saved[field]) delete left[field]
    }
    if (Object.keys(left).length) drafts.set(id, left)
    else drafts.delete(id)
  }

  const has = () => drafts.size > 0

  function fail(id: string, retry: () => void, isOpen: boolean): void {
    failures.set(id, { retry, isOpen })
  }

  function succeed(id: string): void {
    failures.delete(id)
  }

  function retryAll(): void {
    for (const { retry } of [...failures.values()]) retry()
  }

  /** The to-do is gone, and what was typed into it with it. */
  function forget(id: string): void {
    drafts.delete(id)
    failures.delete(id)
  }

  function clear(): void {
    drafts.clear()
    failures.clear()
  }

  return { read, keep, drop, has, hasFailed, fail, succeed, retryAll, forget, clear }
})
