import type { ListOp, Op, Stamps, TodoOp } from '@/api/sync'
import type { Todo } from '@/api/types'
import { keyUntilPlaced } from '@/lib/order'
import { isLastOwner } from '@/lib/roles'
import { TRASH_MS } from './rows'
import type { List } from './types'

/**
 * What an op does, as the server will see it too (docs/sync.md). Pure: what is there and an op give
 * what is there then. What the server would refuse for the state it finds changes nothing here.
 */

/** When it was changed here, by whom, and the number of the op. */
export interface Circumstances {
  n: number
  at: string
  by: string
}

/** A list with what says that it is in the trash. */
export interface KeptList extends List {
  deletedAt: string | null
}

const BLANK = {
  seq: 0,
  notes: '',
  done: false,
  due: null,
  dueTime: null,
  priority: 4,
  parentId: null,
  repeat: null,
  assignee: null,
  deletedAt: null,
} as const

/** Where it does not find its to-do, it makes it. */
type Creation = Extract<TodoOp, { op: 'create' | 'follow' }>

const LIST_OPS = 'createList patchList trashList restoreList setRole removeMember'.split(' ')

export const isCreation = (op: Op): op is Creation => op.op === 'create' || op.op === 'follow'

export const isListOp = (op: Op): op is ListOp => LIST_OPS.includes(op.op)

type Handlers<O extends { op: string }, T> = {
  [K in O['op']]: (item: T, op: Extract<O, { op: K }>, about: Circumstances) => T | undefined
}

/** No stamp is later than now; and what the trash would give back no more is there anew. */
function createTodo(listId: string, op: Creation, { at, by, n }: Circumstances): Todo {
  const { id, fields } = op
  const { createdAt, doneAt, deletedAt }: Stamps = (op.op === 'create' && op.stamps) || {}
  const past = (instant = at) => (instant < at ? instant : at)
  const isOver = Date.parse(at) - Date.parse(deletedAt ?? at) > TRASH_MS
  return {
    ...{ ...BLANK, order: keyUntilPlaced(n), ...fields, id, listId },
    ...{ createdAt: past(createdAt), createdBy: by, updatedAt: at, updatedBy: by },
    tags: [...(fields.tags ?? [])],
    doneAt: fields.done ? past(doneAt) : null,
    deletedAt: deletedAt ? (isOver ? at : past(deletedAt)) : null,
  }
}

function retag(tags: readonly string[], add: string[] = [], remove: string[] = []): string[] {
  const kept = tags.filter((tag) => !remove.includes(tag))
  return [...new Set([...kept, ...add])]
}

const on: Handlers<Exclude<TodoOp, { op: 'create' }>, Todo> = {
  follow: (todo) => (todo.deletedAt === null ? todo : { ...todo, deletedAt: null }),
  patch(todo, { fields = {}, addTags, removeTags }) {
    const changed = { ...todo, ...fields, tags: retag(todo.tags, addTags, removeTags) }
    // A time without its day says nothing.
    if (changed.due === null && !('dueTime' in fields)) changed.dueTime = null
    return changed.due === null && changed.dueTime !== null ? todo : changed
  },
  tick(todo, { done }, { at }) {
    return todo.done === done ? todo : { ...todo, done, doneAt: done ? at : null }
  },
  order: (todo, { order }) => ({ ...todo, order }),
  // Who is to do it may be no member there, unless it is who moves it.
  move: (todo, { to, order, parentId = null }, { by }) => ({
    ...{ ...todo, listId: to, order, parentId },
    assignee: todo.assignee === by ? by : null,
  }),
  trash: (todo, _, { at }) => ({ ...todo, deletedAt: at }),
  restore: (todo) => ({ ...todo, deletedAt: null }),
  purge: () => undefined,
}

const OF_TRASH = new Set<Op['op']>(['restore', 'purge', 'follow'])

/** In the trash it can be restored or deleted for ever, and nothing else. */
const mayChange = (todo: Todo, { op }: TodoOp) =>
  todo.deletedAt === null ? op !== 'restore' : OF_TRASH.has(op)

/** `todo` as it is in the list `listId`, if it is. Moved away, the answer names the other list. */
export function applyToTodo(
  todo: Todo | undefined,
  listId: string,
  op: TodoOp,
  about: Circumstances,
): Todo | undefined {
  if (!todo && isCreation(op)) return createTodo(listId, op, about)
  // A creation that finds itself done is one that was sent before.
  if (!todo || op.op === 'create' || !mayChange(todo, op)) return todo
  const handle = on[op.op] as (todo: Todo, op: TodoOp, about: Circumstances) => Todo | undefined
  const changed = handle(todo, op, about)
  if (!changed || changed === todo) return changed
  return { ...changed, updatedAt: about.at, updatedBy: about.by }
}

const onList: Handlers<Exclude<ListOp, { op: 'createList' }>, KeptList> = {
  patchList: (list, { fields }) => ({ ...list, ...fields }),
  trashList: (list, _, { at }) => (list.deletedAt ? list : { ...list, deletedAt: at }),
  restoreList: (list) => ({ ...list, deletedAt: null }),
  setRole(list, { member, role }, { by }) {
    if (isLastOwner(list.members, member)) return list
    const members = list.members.map((one) => (one.id === member ? { ...one, role } : one))
    return { ...list, members, ...(member === by && { role }) }
  },
  removeMember(list, { member }, { by }) {
    if (isLastOwner(list.members, member)) return list
    if (member === by) return undefined
    return { ...list, members: list.members.filter(({ id }) => id !== member) }
  },
}

/** In the trash only its owner can do something about it. */
function mayChangeList({ role, deletedAt }: KeptList, op: ListOp, by: string): boolean {
  if (op.op === 'patchList') return role !== 'viewer' && deletedAt === null
  if (op.op === 'removeMember' && op.member === by) return deletedAt === null
  return role === 'owner'
}

export function applyToList(
  list: KeptList | undefined,
  listId: string,
  op: ListOp,
  about: Circumstances,
): KeptList | undefined {
  if (op.op === 'createList') {
    const { name, colour } = op
    const fresh = { archived: false, role: 'owner', createdAt: about.at, deletedAt: null } as const
    const members = [{ id: about.by, role: fresh.role, name: '' }]
    return list ?? { id: listId, name, colour, ...fresh, members }
  }
  if (!list || !mayChangeList(list, op, about.by)) return list
  const handle = onList[op.op] as (
    list: KeptList,
    op: ListOp,
    about: Circumstances,
  ) => KeptList | undefined
  return handle(list, op, about)
}
