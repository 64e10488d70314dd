import { computed, shallowRef } from 'vue'
import type { Choices } from '@/api/account'
import { useSession } from '@/auth'
import { readJson, writeJson } from '@/lib/storage'
import { useStatusStore } from '@/stores/status'

/** That the person wants the account deleted, and what is to become of the lists. */
interface Note {
  sub: string
  lists: Choices
  /** The server has said that it is at it. */
  isBegun: boolean
}

const KEY = 'doable.deletion'
const kept = shallowRef<Note | null>(null)

/** Kept in this browser, so that a deletion goes on after a reload, with what was chosen. */
export function useDeletionNote() {
  const { sub } = useSession()
  const status = useStatusStore()
  kept.value = readJson<Note | null>(KEY, null) ?? kept.value
  const note = computed(() => (kept.value?.sub === sub ? kept.value : null))
  /** Also when it was begun elsewhere: then the server refuses everything else. */
  const isDeleting = computed(() => !!note.value?.isBegun || status.trouble?.kind === 'deleted')

  function keep(lists: Choices, isBegun: boolean): void {
    kept.value = { sub: sub ?? '', lists, isBegun }
    writeJson(KEY, kept.value)
  }

  function drop(): void {
    kept.value = null
    writeJson(KEY, null)
  }

  return { note, isDeleting, keep, drop }
}
