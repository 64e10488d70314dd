import type { Todo } from '@/api/types'
import { describeDue, todayLocal } from '@/lib/dates'
import { plural, quoted } from '@/lib/text'
import { useDraftsStore } from '@/stores/drafts'
import { useTodosStore, type NewTodo } from '@/stores/todos'
import { useListName } from './useListName'
import { useNotices } from './useNotices'

type Todos = readonly Todo[]

function name(todos: Todos): string {
  return todos.length === 1 ? quoted(todos[0]!.title) : plural(todos.length, 'to-do')
}

/** The changes a person makes to to-dos, with what is said about them and how to take them back. */
export function useTodoActions() {
  const todos = useTodosStore()
  const drafts = useDraftsStore()
  const listName = useListName()
  const { offerUndo, supersede, announce } = useNotices()

  function add(listId: string | null, fields: NewTodo): void {
    todos.add(listId, fields)
    announce(`Added ${quoted(fields.title)}`)
  }

  function mark(items: Todos, done: boolean): void {
    supersede(items)
    for (const todo of items) todos.tick(todo, done)
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
    supersede(items)
    for (const todo of items) todos.restore(todo)
    announce(`Restored ${name(items)}`)
  }

  function remove(items: Todos, said = 'Deleted'): void {
    for (const todo of items) todos.trashOne(todo)
    offerUndo(items, (left) => `${said} ${name(left)}`, bringBack)
  }

  function removeForever(items: Todos): void {
    supersede(items)
    for (const todo of items) {
      drafts.forget(todo.id)
      todos.deleteForever(todo)
    }
    announce(`Deleted ${name(items)} for ever`)
  }

  function setDue(todo: Todo, due: string | null): void {
    todos.patch(todo, due ? { due } : { due, dueTime: null })
    const when = due ? `is due ${describeDue(due, todayLocal())}` : 'has no due date'
    announce(`${quoted(todo.title)} ${when}`)
  }

  function step(todo: Todo, by: -1 | 1): void {
    const moved = todos.step(todo, by)
    if (moved) announce(`${quoted(todo.title)} moved to position ${moved.position} of ${moved.of}`)
  }

  function moveBack(todo: Todo, family: Todos): void {
    todos.moveBack(family)
    announce(`Moved ${quoted(todo.title)} back to ${quoted(listName(todo))}`)
  }

  function moveTo(todo: Todo, listId: string): void {
    const family = todos.moveTo(todo, listId)
    const where = quoted(listName({ listId }))
    offerUndo(
      [todo],
      (left) => `Moved ${name(left)} to ${where}`,
      () => moveBack(todo, family),
    )
  }

  return { add, setDone, bringBack, remove, removeForever, setDue, step, moveTo }
}
