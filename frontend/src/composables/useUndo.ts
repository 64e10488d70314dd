import { t } from '@/i18n/rest'
import { useHistoryStore, type Step } from '@/stores/history'
import { useToastsStore } from '@/stores/toasts'
import { HISTORY } from './useNotices'

/** Takes back the last step, or does it again; says what, and offers the other way. */
export function useUndo() {
  const history = useHistoryStore()
  const toasts = useToastsStore()

  function tell(step: Step | null, say: (said: string) => string, nothing: string): void {
    if (!step) return toasts.announce(nothing)
    // What was said of the same things is no longer so.
    toasts.drop(
      step.back.map(({ listId, op }) => ('id' in op ? op.id : listId)),
      ({ tone }) => tone === 'info',
    )
    const isUndo = say === t.said.undone
    const action = isUndo
      ? { label: t.common.redo, run: redo }
      : { label: t.common.undo, run: undo }
    toasts.show({ items: [HISTORY], text: say(step.said), action })
  }

  function undo(): void {
    tell(history.undo(), t.said.undone, t.said.nothingToUndo)
  }

  function redo(): void {
    tell(history.redo(), t.said.redone, t.said.nothingToRedo)
  }

  return { undo, redo }
}
