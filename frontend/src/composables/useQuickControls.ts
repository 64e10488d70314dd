import { watch } from 'vue'
import type { Kind } from '@/lib/quickAdd'
import type { Chosen } from './addText'
import type { QuickText } from './useQuickText'

/** What gives a to-do a day. */
const DAYS: readonly Kind[] = ['due', 'dueTime', 'repeat']
const FIELDS = ['due', 'listId', 'priority'] as const

/** `chosen`: by hand. It is what counts, until something else is typed. */
export function useQuickControls(quick: QuickText, chosen: Chosen) {
  const chipsOf = (kinds: readonly Kind[]) =>
    quick.parsed.value.chips.filter(({ kind }) => kinds.includes(kind))

  /** No day at all is wanted, so that the words for it are no more than words. */
  function chooseDue(due: string | null): void {
    chosen.due = due
    if (!due) quick.makePlain(chipsOf(DAYS))
  }

  function reset(): void {
    delete chosen.due
    delete chosen.priority
  }

  for (const field of FIELDS) {
    const kinds = () => (field === 'due' && chosen.due === null ? DAYS : [field])
    const typed = () =>
      chipsOf(kinds())
        .map(({ text }) => text)
        .join(' ')
    watch(typed, (text) => text && delete chosen[field])
  }

  return { chooseDue, reset }
}
