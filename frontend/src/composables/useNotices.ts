import { useToastsStore, type Subject } from '@/stores/toasts'

/** What is said about a change, with the way to take it back. */
export function useNotices() {
  const toasts = useToastsStore()

  function offerUndo<T extends Subject>(
    items: readonly T[],
    text: (items: readonly T[]) => string,
    undo: (items: readonly T[]) => void,
  ): void {
    toasts.show({ items, text, action: { label: 'Undo', run: undo } })
  }

  /** A newer change makes what older notes say of the same untrue. */
  function supersede(items: readonly Subject[]): void {
    const ids = items.map(({ id }) => id)
    toasts.drop(ids, ({ tone }) => tone === 'info')
  }

  return { offerUndo, supersede, announce: toasts.announce }
}
