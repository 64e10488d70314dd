import { idAfter } from '@/api/ids'
import { t } from '@/i18n/rest'
import { useHistoryStore } from '@/stores/history'
import { useSync } from '@/sync'

const ORDERS = ['a0', 'a1', 'a2']
/**
 * To-dos that teach, for somebody new, once: with them the Inbox is untouched no more. They are no
 * step that could be taken back, for the person did not make them.
 */
export function greet(): void {
  const { isUntouched, inboxId } = useSync()
  const { value: home } = inboxId
  if (!isUntouched.value || !home) return
  const texts = [
    [t.firstRun.tick, t.firstRun.tickNote],
    [t.firstRun.write, t.firstRun.writeNote],
    [t.firstRun.move, t.firstRun.moveNote],
  ] as const
  const { change } = useHistoryStore()
  // Two devices that find a new person at the same time make the same to-dos.
  texts.forEach(([title, notes], n) => {
    const fields = { title, notes, order: ORDERS[n]! }
    change(home, { op: 'create', id: idAfter(home, n + 1, 7), fields })
  })
}
