import type { CreateOp, Stamps } from '@/api/sync'
import { keysAfterAll } from '@/lib/orderKeys'
import { bytesOf } from '@/lib/limits'
import { chunksOf } from './chunks'
import { MAX_LISTS, MAX_TODOS } from './limits'
import { deriveId, isNewId, nthTime, tailOf, timeOfId } from './ids'
import { numbered } from './texts'
import type {
  Batch,
  ImportOp,
  Loss,
  NoRoom,
  OwnList,
  Plan,
  PlanList,
  PlanTodo,
  Present,
  PresentTodo,
  Work,
} from './types'

/** What the outbox sends at once: frontend/src/sync/sending.ts. */
const MAX_OPS = 45
const MAX_BYTES = 200 * 1024

/** What a person has, to look into. */
interface Known {
  readonly account: Present
  readonly source: string
  /** Ids that nothing can be made by any more, without their time. */
  readonly gone: ReadonlySet<string>
  readonly ids: ReadonlyMap<string, PresentTodo>
  readonly tails: ReadonlyMap<string, PresentTodo>
  readonly byList: ReadonlyMap<string, readonly PresentTodo[]>
  /** In which list each was made until now: no id may be in two. */
  readonly made: Map<string, string>
  readonly losses: Loss[]
}

/** Where the to-dos of a list go. */
interface Target {
  readonly id: string
  readonly plan: PlanList
  /** It is to be made. */
  readonly isNew?: true
  /** How many lists that were made of it are gone: nothing in it has the id of what was in those. */
  readonly again: number
  readonly members?: readonly string[]
}

function knownOf(account: Present, { source }: Plan, gone: Iterable<string>): Known {
  const todos = [...account.todos]
  const byList = new Map<string, PresentTodo[]>()
  for (const todo of todos) {
    const others = byList.get(todo.listId)
    if (others) others.push(todo)
    else byList.set(todo.listId, [todo])
  }
  const ids = new Map(todos.map((todo) => [todo.id, todo]))
  const tails = new Map(todos.map((todo) => [tailOf(todo.id), todo]))
  const lost = new Set([...gone].map(tailOf))
  return { account, source, gone: lost, ids, tails, byList, made: new Map(), losses: [] }
}

/** The first that is not gone of the ids by which it is made again and again. */
async function derive(
  known: Known,
  { time, again }: { time: number; again: number },
  ...names: string[]
): Promise<{ id: string; again: number }> {
  const { account, source, gone } = known
  const id = await deriveId(time, account.sub, source, String(again), ...names)
  const next = { time, again: again + 1 }
  return gone.has(tailOf(id)) ? derive(known, next, ...names) : { id, again }
}

/** The list itself where it is the person's own, one that was made of it before, or a new one. */
async function targetOf(known: Known, plan: PlanList, place: number): Promise<Target> {
  const { lists, inboxId } = known.account
  const there = (id: string, list?: OwnList, again = 0) => {
    return { id, plan, again, members: list?.members }
  }
  const byId = (wanted: string) => lists.find(({ id }) => id === wanted)
  if (plan.inbox) return there(inboxId, byId(inboxId))
  const own = known.source === 'doable' ? byId(plan.key) : undefined
  if (own?.role === 'owner') return there(own.id, own)
  const time = isNewId(plan.key) ? timeOfId(plan.key) : nthTime(place)
  const { id, again } = await derive(known, { time, again: 0 }, plan.key)
  const made = lists.find((list) => tailOf(list.id) === tailOf(id))
  return made ? there(made.id, made, again) : { id, plan, again, isNew: true }
}

/** Its own id where it is put back where it was; else one that is always the same. */
async function idOf(known: Known, target: Target, todo: PlanTodo): Promise<string> {
  const { id: listId, plan, again } = target
  const isThere = known.ids.has(todo.key)
  const isOwn = known.source === 'doable' && (isThere || listId === plan.key)
  const isFree = isNewId(todo.key) && !known.gone.has(tailOf(todo.key))
  if (isOwn && (isThere || isFree)) return todo.key
  const time = todo.createdAt ? Date.parse(todo.createdAt) : nthTime(0)
  const { id } = await derive(known, { time, again }, plan.key, todo.key)
  return known.tails.get(tailOf(id))?.id ?? id
}

function stampsOf({ createdAt, doneAt, deletedAt }: PlanTodo): Stamps | undefined {
  const stamps = {
    ...(createdAt && { createdAt }),
    ...(doneAt && { doneAt }),
    ...(deletedAt && { deletedAt }),
  }
  return Object.keys(stamps).length ? stamps : undefined
}

/** Only a member can be asked to do it. */
function assigneeOf(known: Known, { members }: Target, todo: PlanTodo): { assignee?: string } {
  const { assignee } = todo
  if (!assignee) return {}
  if (assignee === known.account.sub || members?.includes(assignee)) return { assignee }
  known.losses.push({ code: 'assignee', where: todo.title, text: assignee })
  return {}
}

/**
 * What is to hang on one that is there already can, if that lives in this list and hangs on nothing.
 * In the trash, with what it hangs on, it still does.
 */
function parentOf(
  known: Known,
  { id }: Target,
  { title, deletedAt, parentKey = '' }: PlanTodo,
  made: ReadonlyMap<string, Made>,
): { parentId?: string } {
  const parent = made.get(parentKey)
  if (!parent) return {}
  const there = known.ids.get(parent.id)
  const isLive = !(there ?? parent.todo).deletedAt || !!deletedAt
  const isHere = (there?.listId ?? known.made.get(parent.id)) === id
  if (isLive && isHere && !there?.parentId) return { parentId: parent.id }
  known.losses.push({ code: 'parent', where: title, text: parent.todo.title })
  return {}
}

/** A to-do of the plan with its id. */
interface Made {
  readonly id: string
  readonly todo: PlanTodo
}

function createOf(
  known: Known,
  target: Target,
  made: ReadonlyMap<string, Made>,
  one: Made,
): CreateOp {
  const { title, notes, done, due, dueTime, priority, tags, repeat } = one.todo
  const stamps = stampsOf(one.todo)
  const fields = {
    title,
    ...(notes && { notes }),
    ...(done && { done }),
    ...(due && { due }),
    ...(dueTime && { dueTime }),
    ...(priority && { priority }),
    ...(tags && { tags }),
    ...parentOf(known, target, one.todo, made),
    ...(repeat && { repeat }),
    ...assigneeOf(known, target, one.todo),
  }
  return { op: 'create', id: one.id, fields, ...(stamps && { stamps }) }
}

/** Behind what is there, in the order of the plan; but what is above others is made before them. */
function createOps(known: Known, target: Target, all: ReadonlyMap<string, Made>): CreateOp[] {
  const made = [...all.values()].filter(({ id }) => !known.ids.has(id) && !known.made.has(id))
  for (const { id } of made) known.made.set(id, target.id)
  const keys = keysAfterAll(known.byList.get(target.id) ?? [], made.length)
  const ops = made.map((one, place) => {
    const op = createOf(known, target, all, one)
    const order = keys[place]
    return order ? { ...op, fields: { ...op.fields, order } } : op
  })
  return [
    ...ops.filter(({ fields }) => !fields.parentId),
    ...ops.filter(({ fields }) => fields.parentId),
  ]
}

/** A copy of somebody else's list of which everything is there needs no list. */
function listOps(known: Known, { plan, isNew }: Target, creates: readonly CreateOp[]): ImportOp[] {
  const isCopy = known.account.lists.some(({ id }) => id === plan.key)
  if (!isNew || (isCopy && !creates.length)) return [...creates]
  const { name, colour = 'slate', archived } = plan
  const create = { op: 'createList', name, colour } as const
  const archive = { op: 'patchList', fields: { archived: true } } as const
  return [create, ...creates, ...(archived ? [archive] : [])]
}

function batchesOf(listId: string, ops: readonly ImportOp[]): Batch[] {
  const batches: Batch[] = []
  let room = 0
  for (const op of ops) {
    const bytes = bytesOf(JSON.stringify(op))
    const last = batches.at(-1)
    if (!last || last.ops.length === MAX_OPS || bytes > room) {
      batches.push({ listId, ops: [op] })
      room = MAX_BYTES - bytes
    } else {
      last.ops.push(op)
      room -= bytes
    }
  }
  return batches
}

async function madeOf(known: Known, target: Target): Promise<Map<string, Made>> {
  const { todos } = target.plan
  const ids = await Promise.all(todos.map((todo) => idOf(known, target, todo)))
  return new Map(todos.map((todo, place) => [todo.key, { id: ids[place]!, todo }]))
}

/** What a list has no more room for goes into one beside it. */
async function withRoom(known: Known, target: Target, place: number): Promise<Target[]> {
  const live = (known.byList.get(target.id) ?? []).filter(({ deletedAt }) => !deletedAt)
  const { plan } = target
  if (live.length + plan.todos.length <= MAX_TODOS) return [target]
  const made = await madeOf(known, target)
  const there = plan.todos.filter(({ key }) => known.ids.has(made.get(key)!.id))
  const room = Math.max(MAX_TODOS - live.length + there.length, 0)
  const [first = [], ...others] = chunksOf(plan.todos, room, MAX_TODOS, known.losses)
  const more = others.map((todos, n) => {
    const name = numbered(plan.name, n + 2)
    known.losses.push({ code: 'split', where: name, text: plan.name })
    const beside = { ...plan, key: `${plan.key}\n+${n + 2}`, name, inbox: undefined, todos }
    return targetOf(known, beside, place)
  })
  return [{ ...target, plan: { ...plan, todos: first } }, ...(await Promise.all(more))]
}

/** The file has it as it was before it was deleted. */
const isTrashed = ({ ids }: Known, { id, todo }: Made) =>
  !todo.deletedAt && !!ids.get(id)?.deletedAt

/** All of one list, added to the work. */
async function addTo(work: Work, known: Known, target: Target): Promise<void> {
  const made = await madeOf(known, target)
  const creates = createOps(known, target, made)
  work.batches.push(...batchesOf(target.id, listOps(known, target, creates)))
  work.created += creates.length
  const trashed = [...made.values()].filter((one) => isTrashed(known, one)).length
  work.inTrash += trashed
  work.there += made.size - creates.length - trashed
}

/**
 * What has to be made of a plan, list by list, in batches that a push takes, each to be sent after
 * the one before it. Sent again, or read again from the same file, it makes nothing twice. `gone` are
 * lists in the trash, and what was deleted for ever and is wanted once more: ids of which the server
 * takes none again. Without room for its lists it makes nothing.
 */
export async function toOps(
  plan: Plan,
  account: Present,
  gone: Iterable<string> = [],
): Promise<Work | NoRoom> {
  const known = knownOf(account, plan, gone)
  const work: Work = { batches: [], created: 0, there: 0, inTrash: 0, losses: known.losses }
  for (const [place, list] of plan.lists.entries()) {
    const target = await targetOf(known, list, place)
    for (const one of await withRoom(known, target, place)) await addTo(work, known, one)
  }
  const needed = work.batches.filter(({ ops }) => ops[0]!.op === 'createList').length
  const room = Math.max(MAX_LISTS - account.lists.length, 0)
  return needed > room ? { needed, room } : work
}

export const hasNoRoom = (work: Work | NoRoom): work is NoRoom => 'needed' in work
