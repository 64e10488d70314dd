import type { Todo } from '@/api/types'

type Node = Pick<Todo, 'id' | 'parentId'>

/** How many of its sub-to-dos are done. */
export interface Progress {
  readonly done: number
  readonly total: number
}

/** Of each sub-to-do, the one that it is shown under. */
export type Tops = ReadonlyMap<string, string>

const NOBODY: Tops = new Map()

/**
 * Sub-to-dos go one level deep. Two devices can still make a deeper tree between them, or a circle:
 * what is deeper is shown under the topmost, and of a circle nothing is above anything.
 */
function topOf(node: Node, byId: ReadonlyMap<string, Node>): string {
  const seen = new Set<string>()
  let top = node
  for (let next: Node | undefined = node; next; next = byId.get(next.parentId ?? '')) {
    if (seen.has(next.id)) return node.id
    seen.add(next.id)
    top = next
  }
  return top.id
}

/** Of the live to-dos of one list. A parent that is not among them is none. */
export function topsOf(todos: readonly Node[]): Tops {
  const children = todos.filter(({ parentId }) => parentId)
  if (!children.length) return NOBODY
  const byId = new Map(todos.map((todo) => [todo.id, todo]))
  const tops = children.map((child) => [child.id, topOf(child, byId)] as const)
  return new Map(tops.filter(([id, top]) => id !== top))
}

/** Each followed by its sub-to-dos, and otherwise in the order that they come in. */
export function inTreeOrder<T extends Node>(todos: readonly T[], tops: Tops): readonly T[] {
  if (!tops.size) return todos
  const below = new Map<string, T[]>()
  for (const todo of todos) {
    const top = tops.get(todo.id)
    if (!top) continue
    const siblings = below.get(top)
    if (siblings) siblings.push(todo)
    else below.set(top, [todo])
  }
  const roots = todos.filter(({ id }) => !tops.has(id))
  return roots.flatMap((todo) => [todo, ...(below.get(todo.id) ?? [])])
}

/** Of each to-do that has sub-to-dos. */
export function progressOf(todos: readonly Todo[], tops: Tops): ReadonlyMap<string, Progress> {
  const all = new Map<string, Progress>()
  for (const { id, done } of todos) {
    const top = tops.get(id)
    if (!top) continue
    const known = all.get(top) ?? { done: 0, total: 0 }
    all.set(top, { done: known.done + Number(done), total: known.total + 1 })
  }
  return all
}
