import type { Loss, PlanTodo } from './types'

/** The trash is no part of what a list may hold. */
const isLive = ({ deletedAt }: PlanTodo) => !deletedAt

function familiesOf(todos: readonly PlanTodo[]): PlanTodo[][] {
  const families = new Map<string, PlanTodo[]>()
  for (const todo of todos) {
    const top = todo.parentKey ?? todo.key
    const family = families.get(top)
    if (family) family.push(todo)
    else families.set(top, [todo])
  }
  return [...families.values()]
}

/** A family stays together where it fits into one list; the top is the first of what does not. */
function fill(families: readonly PlanTodo[][], first: number, max: number): PlanTodo[][] {
  const chunks: PlanTodo[][] = [[]]
  let room = first
  const next = () => {
    chunks.push([])
    room = max
  }
  for (const family of families) {
    const size = family.filter(isLive).length
    if (size > room && size <= max) next()
    for (const todo of [...family].sort((a, b) => Number(!!a.parentKey) - Number(!!b.parentKey))) {
      if (isLive(todo) && !room) next()
      if (isLive(todo)) room--
      chunks.at(-1)!.push(todo)
    }
  }
  return chunks
}

/** Into lists of at most `max`, the first of at most `first`, each in the order that was. */
export function chunksOf(
  todos: readonly PlanTodo[],
  first: number,
  max: number,
  losses: Loss[],
): PlanTodo[][] {
  if (todos.filter(isLive).length <= first) return [[...todos]]
  const places = new Map(todos.map((todo, place) => [todo, place]))
  return fill(familiesOf(todos), first, max).map((chunk) => {
    const keys = new Set(chunk.map(({ key }) => key))
    const sorted = chunk.sort((a, b) => places.get(a)! - places.get(b)!)
    return sorted.map((todo) => {
      const { parentKey, ...alone } = todo
      if (!parentKey || keys.has(parentKey)) return todo
      losses.push({ code: 'parent', where: todo.title, text: '' })
      return alone
    })
  })
}
