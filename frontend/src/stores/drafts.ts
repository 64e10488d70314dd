import { defineStore } from 'pinia'
import { computed, shallowReactive } from 'vue'
import type { Texts } from '@/api/sync'
import { onForget } from '@/lib/forgetting'
import { bytesOf, MAX_NOTES } from '@/lib/limits'

export type TextField = keyof Texts

/** `was`: what stood there when the typing began. */
interface Draft {
  id: string
  field: TextField
  text: string
  was: string
}

const keyOf = (id: string, field: TextField) => `${id}/${field}`

/** The server would refuse it. */
export const isTooLong = ({ field, text }: Draft) => field === 'notes' && bytesOf(text) > MAX_NOTES

/** What was typed into to-dos and is no change yet: it outlives the pane it was typed into. */
export const useDraftsStore = defineStore('drafts', () => {
  const drafts = shallowReactive(new Map<string, Draft>())

  const read = (id: string, field: TextField) => drafts.get(keyOf(id, field))

  function keep(id: string, field: TextField, text: string, seen: string): void {
    const was = read(id, field)?.was ?? seen
    drafts.set(keyOf(id, field), { id, field, text, was })
  }

  function drop(id: string, field: TextField): void {
    drafts.delete(keyOf(id, field))
  }

  /** The to-do is gone, and what was typed into it with it. */
  function forget(id: string): void {
    drop(id, 'title')
    drop(id, 'notes')
  }

  onForget(() => drafts.clear())

  return {
    count: computed(() => drafts.size),
    /** The to-dos whose notes cannot be kept as they are. */
    tooLong: computed(() => [...drafts.values()].filter(isTooLong).map(({ id }) => id)),
    read,
    keep,
    drop,
    forget,
  }
})
