import type { Todo, TodoPatch } from '@/api/types'
import { describeDue, todayLocal } from '@/lib/dates'
import { plural, quoted } from '@/lib/text'
import { useDraftsStore } from '@/stores/drafts'
import { useTodosStore } from '@/stores/todos'
import { useAdding } from './useAdding'
import { useNotices } from './useNotices'

type Titled = Pick<Todo, 'id' | 'title'>
type Todos = readonly (Titled & Pick<Todo, 'done'>)[]

function name(todos: readonly { title: string }[]): string {
  return todos.length === 1 ? quoted(todos[0]!.title) : plural(todos.length, 'to-do')
}

/** A title that is not saved is in the note, so that it can be read there. */
function nameChange(items: readonly (Titled & { patch: TodoPatch })[]): string {
  const title = items.length === 1 && items[0]!.patch.title
  return `change ${name(items)}${title ? ` to ${quoted(title)}` : ''}`
}

/** The changes a person makes to to-dos, with what is said about them and how to take them back. */
export function useTodoActions() {
  const todos = useTodosStore()
  const drafts = useDraftsStore()
  const { addTodo: add } = useAdding()
  const { attempt, attemptAll, offerUndo, supersede, forget, announce } = useNotices()

  function mark(items: Todos, done: boolean): void {
    const verb = done ? 'complete' : 'reopen'
    supersede(items, 'undo', 'complete', 'reopen')
    void attemptAll(
      verb,
      items,
      (left) => `${verb} ${name(left)}`,
      ({ id }) => todos.update(id, { done }),
    )
  }

  function setDone(items: Todos, done: boolean): void {
    const changed = items.filter((todo) => todo.done !== done)
    if (!changed.length) return
    mark(changed, done)
    const text = (left: Todos) => `${done ? 'Completed' : 'Reopened'} ${name(left)}`
    if (done || changed.length > 1) offerUndo(changed, text, (left) => mark(left, !done))
    else announce(text(changed))
  }

  function bringBack(items: Todos): void {
    supersede(items, 'undo', 'delete', 'restore')
    void attemptAll(
      'restore',
      items,
      (left) => `restore ${name(left)}`,
      ({ id }) => todos.restore(id),
    )
    announce(`Restored ${name(items)}`)
  }

  function remove(items: Todos, said = 'Deleted'): void {
    supersede(items, 'undo', 'delete', 'restore')
    void attemptAll(
      'delete',
      items,
      (left) => `delete ${name(left)}`,
      ({ id }) => todos.trashOne(id),
    )
    offerUndo(items, (left) => `${said} ${name(left)}`, bringBack)
  }

  function removeForever(items: Todos): void {
    forget(items)
    for (const { id } of items) drafts.forget(id)
    void attemptAll(
      'delete for ever',
      items,
      (left) => `delete ${name(left)} for ever`,
      ({ id }) => todos.deleteForever(id),
    )
    announce(`Deleted ${name(items)} for ever`)
  }

  function change({ id, title }: Titled, patch: TodoPatch): void {
    const kind = `change ${Object.keys(patch).join()}`
    const item = { id, title, patch }
    supersede([item], kind)
    const retry = (left: typeof item) => change(left, left.patch)
    void attempt(kind, item, nameChange, todos.update(id, patch), retry)
  }

  function setDue(todo: Titled, due: string | null): void {
    change(todo, due ? { due } : { due, dueTime: null })
    const when = due ? `is due ${describeDue(due, todayLocal())}` : 'has no due date'
    announce(`${quoted(todo.title)} ${when}`)
  }

  function move(todo: Titled, by: -1 | 1): void {
    const moved = todos.move(todo.id, by)
    if (!moved) return
    announce(`${quoted(todo.title)} moved to position ${moved.position} of ${moved.of}`)
    const retry = (left: Titled) => move(left, by)
    void attempt(`move ${by}`, todo, (left) => `move ${name(left)}`, moved.saved, retry)
  }

  return { add, setDone, bringBack, remove, removeForever, change, setDue, move }
}
