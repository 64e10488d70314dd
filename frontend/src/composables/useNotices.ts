import { t } from '@/i18n/rest'
import { useHistoryStore } from '@/stores/history'
import { useToastsStore, type Subject } from '@/stores/toasts'

/** Of the notes about what was taken back there is one, and none once something else was done. */
export const HISTORY: Subject = { id: 'history' }

/** What is said about a change, with the way to take it back. */
export function useNotices() {
  const toasts = useToastsStore()
  const history = useHistoryStore()

  /** `key` is that of the step; `idsOf` gives what belongs to the items that are left. */
  function offerUndo<T extends Subject>(
    key: number,
    items: readonly T[],
    text: (items: readonly T[]) => string,
    idsOf: (items: readonly T[]) => readonly string[] = (left) => left.map(({ id }) => id),
  ): void {
    function run(left: readonly T[]): void {
      history.takeBack(key, idsOf(left))
      toasts.announce(t.said.undone(text(left)))
    }
    toasts.show({ items, text, action: { label: t.common.undo, run } })
  }

  /** A newer change makes what older notes say of the same untrue. */
  function supersede(items: readonly Subject[]): void {
    const ids = [...items, HISTORY].map(({ id }) => id)
    toasts.drop(ids, ({ tone }) => tone === 'info')
  }

  return { offerUndo, supersede, announce: toasts.announce }
}
