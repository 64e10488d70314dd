import type { Todo, TodoPatch } from '@/api/types'
import { describeDue, todayLocal } from '@/lib/dates'
import { plural, quoted } from '@/lib/text'
import { useTodosStore, type NewTodo } from '@/stores/todos'
import { useNotices } from './useNotices'

type Todos = readonly Pick<Todo, 'id' | 'title' | 'done'>[]

function name(todos: Todos): string {
  return todos.length === 1 ? quoted(todos[0]!.title) : plural(todos.length, 'to-do')
}

/** The changes a person makes to to-dos, with what is said about them and how to take them back. */
export function useTodoActions() {
  const todos = useTodosStore()
  const { attempt, attemptAll, offerUndo, announce } = useNotices()

  function add(listId: string, fields: NewTodo, again?: string): string {
    const { id, saved } = todos.add(listId, fields, again)
    announce(`Added ${quoted(fields.title)}`)
    void attempt(`add ${quoted(fields.title)}`, saved, () => add(listId, fields, id))
    return id
  }

  function mark(items: Todos, done: boolean): void {
    const verb = done ? 'complete' : 'reopen'
    void attemptAll(
      items,
      (left) => `${verb} ${name(left)}`,
      ({ id }) => todos.update(id, { done }),
    )
  }

  function setDone(items: Todos, done: boolean): void {
    const changed = items.filter((todo) => todo.done !== done)
    if (!changed.length) return
    mark(changed, done)
    const text = `${done ? 'Completed' : 'Reopened'} ${name(changed)}`
    if (done || changed.length > 1) offerUndo(text, () => mark(changed, !done))
    else announce(text)
  }

  function bringBack(items: Todos): void {
    void attemptAll(
      items,
      (left) => `restore ${name(left)}`,
      ({ id }) => todos.restore(id),
    )
    announce(`Restored ${name(items)}`)
  }

  function remove(items: Todos, said = 'Deleted'): void {
    void attemptAll(
      items,
      (left) => `delete ${name(left)}`,
      ({ id }) => todos.trashOne(id),
    )
    offerUndo(`${said} ${name(items)}`, () => bringBack(items))
  }

  function removeForever(items: Todos): void {
    void attemptAll(
      items,
      (left) => `delete ${name(left)} for ever`,
      ({ id }) => todos.deleteForever(id),
    )
    announce(`Deleted ${name(items)} for ever`)
  }

  function change(todo: Pick<Todo, 'id' | 'title'>, patch: TodoPatch): void {
    const retry = () => change(todo, patch)
    void attempt(`change ${quoted(todo.title)}`, todos.update(todo.id, patch), retry)
  }

  function setDue(todo: Pick<Todo, 'id' | 'title'>, due: string | null): void {
    change(todo, due ? { due } : { due, dueTime: null })
    const when = due ? `is due ${describeDue(due, todayLocal())}` : 'has no due date'
    announce(`${quoted(todo.title)} ${when}`)
  }

  function move(todo: Pick<Todo, 'id' | 'title'>, by: -1 | 1): void {
    const moved = todos.move(todo.id, by)
    if (!moved) return
    announce(`${quoted(todo.title)} moved to position ${moved.position} of ${moved.of}`)
    void attempt(`move ${quoted(todo.title)}`, moved.saved, () => move(todo, by))
  }

  return { add, setDone, bringBack, remove, removeForever, change, setDue, move }
}
