import { readonly, ref } from 'vue'
import { describeTried } from '@/lib/refusals'
import { quoted } from '@/lib/text'
import { useDraftsStore } from '@/stores/drafts'
import { useListsStore } from '@/stores/lists'
import { useStatusStore } from '@/stores/status'
import { useTodosStore } from '@/stores/todos'
import type { Notice } from '@/sync'
import { useNotices } from './useNotices'

export type Conflict = Extract<Notice, { kind: 'conflict' }>
export type Refused = Extract<Notice, { kind: 'refused' }>

const isOpen = ref(false)

/** What waits for the person, and what can be done about it. The panel belongs to the shell. */
export function useAttention() {
  const status = useStatusStore()
  const todos = useTodosStore()
  const lists = useListsStore()
  const drafts = useDraftsStore()
  const { announce } = useNotices()

  function open(): void {
    isOpen.value = true
  }

  function close(): void {
    isOpen.value = false
  }

  const anyTodoOf = ({ todoId }: Notice) => (todoId ? todos.byId(todoId) : undefined)

  /** The to-do of a notice, where there still is something to change. */
  function todoOf(notice: Notice) {
    const todo = anyTodoOf(notice)
    return todo?.deletedAt ? undefined : todo
  }

  /** As it is called now: a title that was refused is not its name. */
  function titleOf(notice: Notice): string {
    return anyTodoOf(notice)?.title ?? lists.byId(notice.listId)?.name ?? notice.title
  }

  /** What was tried, or what met: one sentence. */
  function headingOf(notice: Notice): string {
    if (notice.kind === 'refused') return describeTried(notice.op, titleOf(notice))
    return `The ${notice.field} of ${quoted(titleOf(notice))} was changed elsewhere, too.`
  }

  function useTheirs(conflict: Conflict): void {
    const todo = todoOf(conflict)
    if (!todo) return
    const { key, field, mine, theirs } = conflict
    drafts.drop(todo.id, field)
    todos.patch(todo, { [field]: theirs }, { [field]: mine })
    void status.dismiss(key)
    announce('Their version is used')
  }

  function keepMine({ key }: Conflict): void {
    void status.dismiss(key)
    announce('Your version is kept')
  }

  return { isOpen: readonly(isOpen), open, close, todoOf, titleOf, headingOf, useTheirs, keepMine }
}
