import type { Todo } from '@/api/types'
import { byOrder } from './order'
import { inTreeOrder, progressOf, topsOf, type Progress, type Tops } from './tree'

/** What one list holds, without its trash. */
export interface Group {
  /** By order key alone. */
  readonly todos: readonly Todo[]
  /** The same in the person's order: each followed by its sub-to-dos. */
  readonly rows: readonly Todo[]
  readonly tops: Tops
  readonly progress: ReadonlyMap<string, Progress>
  readonly open: number
}

export type Groups = ReadonlyMap<string, Group>
type Todos = ReadonlyMap<string, Todo>

export const NO_GROUP: Group = {
  todos: [],
  rows: [],
  tops: new Map(),
  progress: new Map(),
  open: 0,
}

const isIn = (listId: string, todo: Todo | undefined) => todo?.listId === listId && !todo.deletedAt

/** From the order of last time: sorting what is sorted already takes a single pass. */
function regroup(listId: string, before: Group, all: Todos, arrived: Todo[]): Group {
  const kept = before.todos.flatMap(({ id }) => {
    const todo = all.get(id)
    return isIn(listId, todo) ? [todo!] : []
  })
  const todos = [...kept, ...arrived].sort(byOrder)
  const tops = topsOf(todos)
  const open = todos.reduce((count, { done }) => count + (done ? 0 : 1), 0)
  return { todos, rows: inTreeOrder(todos, tops), tops, progress: progressOf(todos, tops), open }
}

/**
 * Groups to-dos by list, again and again. A list in which nothing changed since the last time is the
 * same object, so that a tick among ten thousand costs what its own list costs.
 */
export function createGrouper(): (all: Todos) => Groups {
  /** A copy: the map that we are given may be another by the next time. */
  const seen = new Map<string, Todo>()
  let groups: Groups = new Map()

  /** The lists where anything changed, each with what is new in it. */
  function changes(all: Todos): Map<string, Todo[]> {
    const found = new Map<string, Todo[]>()
    const touch = (listId: string) => found.get(listId) ?? found.set(listId, []).get(listId)!
    for (const [id, todo] of all) {
      const old = seen.get(id)
      if (old === todo) continue
      if (old) touch(old.listId)
      const arrived = touch(todo.listId)
      if (isIn(todo.listId, todo) && !isIn(todo.listId, old)) arrived.push(todo)
      seen.set(id, todo)
    }
    if (seen.size !== all.size) forgetGone(all, touch)
    return found
  }

  function forgetGone(all: Todos, touch: (listId: string) => void): void {
    for (const [id, { listId }] of seen) {
      if (all.has(id)) continue
      touch(listId)
      seen.delete(id)
    }
  }

  return (all) => {
    const changed = changes(all)
    if (!changed.size) return groups
    const next = new Map(groups)
    for (const [listId, arrived] of changed) {
      next.set(listId, regroup(listId, next.get(listId) ?? NO_GROUP, all, arrived))
    }
    return (groups = next)
  }
}
