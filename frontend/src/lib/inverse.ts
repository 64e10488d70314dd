import type { ListOp, Op, Texts, TodoOp } from '@/api/sync'
import type { ListColour, Todo, TodoFields } from '@/api/types'
import { isPlaced } from './order'

type Made = Partial<TodoFields>

/** Nobody has gone on from it: where it stands is another matter. */
export function isAsMade(todo: Todo, { order: _, parentId: __, ...made }: Made): boolean {
  const isSame = ([key, value]: [string, unknown]) =>
    JSON.stringify(todo[key as keyof Todo]) === JSON.stringify(value)
  return !todo.done && Object.entries(made).every(isSame)
}

/** An op, and the list that it is for. */
export interface Change {
  listId: string
  op: Op
  /** It takes away the next one of a series, and only as long as that is as it was made. */
  made?: Made
}

interface ListBefore {
  name: string
  colour: ListColour
  archived: boolean
}

type Patch = Extract<TodoOp, { op: 'patch' }>

const pick = <T extends object, K extends keyof T>(from: T, keys: readonly K[]) =>
  Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>

/** `was`: what this change wrote, so that what somebody else wrote since is not lost silently. */
function unpatch(
  before: Todo,
  { id, fields = {}, addTags = [], removeTags = [] }: Patch,
): TodoOp[] {
  const keys = Object.keys(fields) as (keyof TodoFields & keyof typeof fields)[]
  // Without its day a time goes, too.
  const all = 'due' in fields ? [...new Set([...keys, 'dueTime' as const])] : keys
  const texts = keys.filter((key) => key === 'title' || key === 'notes')
  const tags = {
    addTags: removeTags.filter((tag) => before.tags.includes(tag)),
    removeTags: addTags.filter((tag) => !before.tags.includes(tag)),
  }
  if (!all.length && !tags.addTags.length && !tags.removeTags.length) return []
  const was = texts.length ? { was: pick(fields, texts) as Texts } : {}
  return [{ op: 'patch', id, fields: pick(before, all), ...tags, ...was }]
}

function undoTodoOp(listId: string, op: TodoOp, before: Todo | undefined): Change[] {
  const { id } = op
  const one = (op: TodoOp, list = listId): Change[] => [{ listId: list, op }]
  if (op.op === 'create' || op.op === 'follow') {
    const made = op.op === 'follow' ? { made: op.fields } : {}
    return before && !before.deletedAt ? [] : [{ listId, op: { op: 'trash', id }, ...made }]
  }
  if (!before) return []
  switch (op.op) {
    case 'patch':
      return unpatch(before, op).flatMap((op) => one(op))
    case 'tick':
      return before.done === op.done ? [] : one({ op: 'tick', id, done: before.done })
    case 'order':
      return isPlaced(before) ? one({ op: 'order', id, order: before.order }) : []
    case 'move': {
      const { listId: to, parentId } = before
      const order = isPlaced(before) ? before.order : op.order
      return one({ op: 'move', id, to, order, parentId }, op.to)
    }
    case 'trash':
      return before.deletedAt ? [] : one({ op: 'restore', id })
    case 'restore':
      return before.deletedAt ? one({ op: 'trash', id }) : []
    case 'purge':
      return [] // Nothing is left to give back; the page asks before.
  }
}

function undoListOp(listId: string, op: ListOp, before: ListBefore | undefined): Change[] {
  const one = (op: ListOp): Change[] => [{ listId, op }]
  switch (op.op) {
    case 'createList':
    case 'restoreList':
      return one({ op: 'trashList' })
    case 'trashList':
      return one({ op: 'restoreList' })
    case 'patchList': {
      const keys = Object.keys(op.fields) as (keyof ListBefore)[]
      return before ? one({ op: 'patchList', fields: pick(before, keys) }) : []
    }
    case 'setRole':
    case 'removeMember':
      return [] // What concerns others is not taken back by a key.
  }
}

/** What takes `op` back, given what it finds; nothing where it changes nothing. */
export function inverseOf(
  { listId, op }: Change,
  before: { todo?: Todo | undefined; list?: ListBefore | undefined },
): Change[] {
  return 'id' in op ? undoTodoOp(listId, op, before.todo) : undoListOp(listId, op, before.list)
}
