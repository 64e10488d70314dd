import { defineStore } from 'pinia'

export interface Draft {
  title?: string
  notes?: string
}

/** What was typed into a to-do and is not saved yet: it outlives the pane it was typed into. */
export const useDraftsStore = defineStore('drafts', () => {
  const drafts = new Map<string, Draft>()

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
  const clear = () => drafts.clear()

  return { read, keep, drop, has, clear }
})
