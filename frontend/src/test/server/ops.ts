import { ApiError } from '@/api'
import { followId } from '@/api/ids'
import type {
  CreateOp,
  FollowOp,
  NumberedOp,
  Op,
  PushAnswer,
  PushRequest,
  PushResult,
  Refusal,
  Texts,
} from '@/api/sync'
import type { Role, Todo } from '@/api/types'
import { keyAfterAll } from '@/lib/orderKeys'
import { applyToList, applyToTodo, isListOp } from '@/sync/apply'
import { inboxOf, makeList, type SeedList, type ServedList, type World } from './world'

/** What the server in memory does with ops: each is judged by what it finds. */

class Refused extends Error {
  constructor(readonly problem: Refusal) {
    super(problem.detail)
  }
}

const refuse = (code: string, more: Partial<Refusal> = {}): never => {
  throw new Refused({ code, title: `Refused: ${code}`, detail: `Refused: ${code}`, ...more })
}

function overwritten(todo: Todo, op: Op): Texts | undefined {
  if (op.op !== 'patch') return undefined
  const keys = (['title', 'notes'] as const).filter((key) => {
    const isUnseen = op.was?.[key] !== undefined && op.was[key] !== todo[key]
    return isUnseen && op.fields?.[key] !== undefined && op.fields[key] !== todo[key]
  })
  if (!keys.length) return undefined
  return Object.fromEntries(keys.map((key) => [key, todo[key]]))
}

function parentOf(op: Op): string | null | undefined {
  return op.op === 'move' ? op.parentId : op.op === 'patch' ? op.fields?.parentId : null
}

/** What is made in the trash may hang on what is there. */
function checkParent(
  list: ServedList,
  parentId: string | null | undefined,
  isInTrash = false,
): void {
  if (!parentId) return
  const parent = list.todos.get(parentId)
  if (!parent || (parent.deletedAt && !isInTrash) || parent.parentId) refuse('validation_failed')
}

export function createOps(world: World) {
  const { lists, clients, applied, room, listOf, put, take, clientOf, roleIn, now } = world
  const about = (sub: string) => ({ n: 0, at: now(), by: sub })

  function writable(listId: string, sub: string, op: Op): ServedList {
    const role: Role | null = roleIn(listId, sub)
    if (!role) refuse('not_found')
    const isOwners = op.op === 'trashList' || op.op === 'restoreList'
    if (listOf(listId).info.deletedAt && !isOwners) refuse('not_found')
    if (role === 'viewer' || (isOwners && role !== 'owner')) refuse('forbidden')
    return listOf(listId)
  }

  function changeMember(
    listId: string,
    op: Extract<Op, { op: 'setRole' | 'removeMember' }>,
    sub: string,
  ): void {
    const isOwn = op.op === 'removeMember' && op.member === sub
    const { members } = listOf(listId)
    const member = members.get(op.member)
    if (!roleIn(listId, sub) || !member?.role) return refuse('not_found')
    if (!isOwn && roleIn(listId, sub) !== 'owner') refuse('forbidden')
    const owners = [...members.values()].filter(({ role }) => role === 'owner')
    if (member.role === 'owner' && owners.length === 1) refuse('last_owner')
    const role = op.op === 'setRole' ? op.role : null
    members.set(op.member, { ...member, role, seq: ++listOf(listId).seq })
  }

  function applyListOp(listId: string, op: Op, sub: string): void {
    if (!isListOp(op)) return
    if (op.op === 'createList') {
      const known = lists.get(listId)
      if (known?.info.deletedAt || (known && roleIn(listId, sub) !== 'owner')) refuse('id_taken')
      const { name, colour } = op
      const fresh = { id: listId, name, colour, createdAt: now(), members: { [sub]: 'owner' } }
      if (!known) lists.set(listId, makeList(fresh as SeedList))
      return
    }
    if (op.op === 'setRole' || op.op === 'removeMember') return changeMember(listId, op, sub)
    const list = writable(listId, sub, op)
    if (listId === inboxOf(sub) && op.op !== 'patchList') refuse('conflict')
    if (op.op === 'patchList' && op.fields.name?.trim() === '') refuse('validation_failed')
    const present = [...list.members.values()].flatMap(({ id, role, name }) =>
      role ? [{ id, role, name }] : [],
    )
    const kept = { id: listId, role: 'owner' as const, members: present, ...list.info }
    const next = applyToList(kept, listId, op, about(sub))!
    const { name, colour, archived, createdAt, deletedAt } = next
    list.info = { name, colour, archived, createdAt, deletedAt, seq: ++list.seq }
  }

  function create(list: ServedList, op: CreateOp, sub: string): void {
    const known = list.todos.get(op.id)
    const grave = list.gone.get(op.id)
    if (grave?.movedTo) refuse('moved', { movedTo: grave.movedTo })
    if (grave) refuse('conflict')
    if (known && list.origins.get(op.id) === JSON.stringify(op)) return
    if (known) refuse(known.deletedAt ? 'in_trash' : 'id_taken')
    if (op.stamps?.doneAt && !op.fields.done) refuse('validation_failed')
    checkParent(list, op.fields.parentId, !!op.stamps?.deletedAt)
    const order = op.fields.order ?? keyAfterAll([...list.todos.values()])
    const fields = { ...op.fields, ...(order && { order }) }
    put(list, applyToTodo(undefined, list.id, { ...op, fields }, about(sub))!)
    list.origins.set(op.id, JSON.stringify(op))
  }

  /** The to-do with this id, or why it is not here. */
  function find(list: ServedList, id: string, sub: string): Todo {
    const movedTo = list.gone.get(id)?.movedTo
    if (movedTo && roleIn(movedTo, sub)) refuse('moved', { movedTo })
    return list.todos.get(id) ?? refuse('not_found')
  }

  function follow(list: ServedList, op: FollowOp, sub: string): void {
    if (op.id !== followId(op.after)) refuse('validation_failed')
    const after = find(list, op.after, sub)
    const known = list.todos.get(op.id)
    if (after.deletedAt || !after.done || list.gone.has(op.id)) return
    const order = op.fields.order ?? keyAfterAll([...list.todos.values()])
    const fields = { ...op.fields, ...(order && { order }), parentId: after.parentId }
    const next = applyToTodo(known, list.id, { ...op, fields }, about(sub))!
    if (next !== known) put(list, next)
  }

  function applyTodoOp(listId: string, op: Op, sub: string): Texts | undefined {
    if (isListOp(op)) return undefined
    const list = writable(listId, sub, op)
    const fields = 'fields' in op ? op.fields : undefined
    if (fields?.title !== undefined && !fields.title.trim()) refuse('validation_failed')
    if (op.op === 'create') return void create(list, op, sub)
    if (op.op === 'follow') return void follow(list, op, sub)
    const todo = find(list, op.id, sub)
    const isAboutTrash = op.op === 'trash' || op.op === 'restore' || op.op === 'purge'
    if (todo.deletedAt && !isAboutTrash) refuse('in_trash')
    checkParent(op.op === 'move' ? writable(op.to, sub, op) : list, parentOf(op))
    const overwrote = overwritten(todo, op)
    const next = applyToTodo(todo, listId, op, about(sub))
    if (next === todo) return undefined
    if (next?.listId !== listId) take(list, todo.id, next?.listId ?? null)
    if (next) put(listOf(next.listId), next)
    return overwrote
  }

  /** Gives back the texts that it replaced unseen. Throws what it refuses. */
  function apply(listId: string, op: Op, sub: string): Texts | undefined {
    if (!isListOp(op)) return applyTodoOp(listId, op, sub)
    applyListOp(listId, op, sub)
    return undefined
  }

  function consume(sub: string, clientId: string, listId: string, op: NumberedOp): PushResult {
    const { n, ...bare } = op
    try {
      const overwrote = apply(listId, bare, sub)
      applied.push({ sub, clientId, n, op: bare, ...(overwrote && { overwrote }) })
      return { n, status: 'applied', ...(overwrote && { overwrote }) }
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return { n, status: 'refused', problem: error.problem }
    }
  }

  function push(sub: string, { clientId, listId, ops }: PushRequest): PushAnswer {
    const client = clientOf(sub, clientId)
    const first = ops[0]!.n
    if (ops.some(({ n }, index) => n !== first + index) || ops.length > 45) {
      throw new ApiError('problem', { status: 422, code: 'validation_failed' })
    }
    if (first > client.last + 1) {
      throw new ApiError('problem', { status: 409, code: 'gap', last: client.last })
    }
    const results = ops
      .filter(({ n }) => n <= client.last)
      .map(({ n }): PushResult => {
        return client.results.find((result) => result.n === n) ?? { n, status: 'repeated' }
      })
    const fresh = ops.filter(({ n }) => n > client.last).slice(0, room.ops)
    results.push(...fresh.map((op) => consume(sub, clientId, listId, op)))
    const last = Math.max(client.last, ...fresh.map(({ n }) => n))
    clients.set(`${sub}/${clientId}`, { last, results })
    return { last, results }
  }

  return { apply, push }
}
