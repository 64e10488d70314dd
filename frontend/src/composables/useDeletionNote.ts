import { computed, shallowRef } from 'vue'
import type { Choices } from '@/api/account'
import { useSession } from '@/auth'
import { readJson, writeJson } from '@/lib/storage'
import { useStatusStore } from '@/stores/status'

/** That a person wants the account deleted, and what is to become of the lists. */
interface Note {
  lists: Choices
  /** The server has said that it is at it. */
  isBegun: boolean
  /** Since when, in milliseconds. */
  at: number
}

/** By the person: somebody else may sign in here before it is done. */
type Notes = Readonly<Record<string, Note>>

const KEY = 'doable.deletion'
/** Less than the 2 days that the server remembers it: after these, the person may have a new account. */
const FRESH_MS = 24 * 60 * 60 * 1000
const kept = shallowRef<Notes>({})

/** A clock that was set back makes no note last. */
const isFresh = (note: Note) => Math.abs(Date.now() - note.at) < FRESH_MS

/** Kept in this browser, so that a deletion goes on after a reload, with what was chosen. */
export function useDeletionNote() {
  const sub = useSession().sub ?? ''
  const status = useStatusStore()
  kept.value = readJson(KEY, kept.value)
  const note = computed(() => kept.value[sub] ?? null)
  /** What this person has asked for here, and not so long ago that it must be asked again. */
  const isWanted = () => !!note.value && isFresh(note.value)
  /** Also when it was begun elsewhere: then the server refuses everything else. */
  const isDeleting = computed(
    () => (!!note.value?.isBegun && isWanted()) || status.trouble?.kind === 'deleted',
  )

  function write(own: Notes): void {
    const all = Object.entries(readJson(KEY, kept.value))
    const others = all.filter(([who, one]) => who !== sub && isFresh(one))
    kept.value = { ...Object.fromEntries(others), ...own }
    writeJson(KEY, kept.value)
  }

  /** The instant stays while it goes on: what counts is when the person asked for it. */
  function keep(lists: Choices, isBegun: boolean): void {
    const at = note.value && isWanted() ? note.value.at : Date.now()
    write({ [sub]: { lists, isBegun, at } })
  }

  return { note, isWanted, isDeleting, keep, drop: () => write({}) }
}
