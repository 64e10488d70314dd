import { t } from '@/i18n/rest'
import { describeReason, describeTried } from '@/lib/refusals'
import { quoted } from '@/lib/text'
import { useChangesStore } from '@/stores/changes'
import { useDraftsStore } from '@/stores/drafts'
import { useHistoryStore } from '@/stores/history'
import { useListsStore } from '@/stores/lists'
import { useStatusStore } from '@/stores/status'
import { useTodosStore } from '@/stores/todos'
import type { Notice } from '@/sync'
import { useNotices } from './useNotices'

export type Conflict = Extract<Notice, { kind: 'conflict' }>
export type Refused = Extract<Notice, { kind: 'refused' }>

/** What the server answered that the person should know of, in words, and what can be done about it. */
export function useDecisions() {
  const status = useStatusStore()
  const todos = useTodosStore()
  const lists = useListsStore()
  const drafts = useDraftsStore()
  const { announce } = useNotices()

  const anyTodoOf = ({ todoId }: Notice) => (todoId ? todos.byId(todoId) : undefined)

  /** The to-do of a notice, where there still is something to change. */
  function todoOf(notice: Notice) {
    const todo = anyTodoOf(notice)
    return todo && !todo.deletedAt && lists.mayWrite(todo.listId) ? todo : undefined
  }

  /** As it is called now: a title that was refused is not its name, unless it is all there is. */
  function titleOf(notice: Notice): string {
    const name = notice.todoId ? anyTodoOf(notice)?.title : lists.byId(notice.listId)?.name
    return name ?? notice.title
  }

  /** What was tried, or what met. */
  function headingOf(notice: Notice): string {
    if (notice.kind === 'refused') return describeTried(notice.op, titleOf(notice))
    const say = notice.field === 'title' ? t.conflict.title : t.conflict.notes
    return say(quoted(titleOf(notice)))
  }

  function wordsOf(notice: Notice): string {
    const reason = notice.kind === 'refused' ? ` ${describeReason(notice.problem)}` : ''
    return `${headingOf(notice)}${reason}`
  }

  function useTheirs(conflict: Conflict): void {
    const todo = todoOf(conflict)
    if (!todo) return
    const { key, field, mine, theirs } = conflict
    drafts.drop(todo.id, field)
    useHistoryStore().run(t.said.edited(quoted(todo.title)), () =>
      useChangesStore().patch(todo, { [field]: theirs }, { [field]: mine }),
    )
    void status.dismiss(key)
    announce(t.said.theirs)
  }

  function keepMine({ key }: Conflict): void {
    void status.dismiss(key)
    announce(t.said.mine)
  }

  return { todoOf, titleOf, headingOf, wordsOf, useTheirs, keepMine }
}
