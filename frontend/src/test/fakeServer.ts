import { ApiError } from '@/api'
import type {
  ListChanges,
  ListInfo,
  NumberedOp,
  Op,
  PullAnswer,
  PullRequest,
  PushAnswer,
  PushRequest,
  PushResult,
  Refusal,
  Texts,
} from '@/api/sync'
import type { Me, Role, Todo } from '@/api/types'
import { keyAfterAll } from '@/lib/order'
import { applyToList, applyToTodo, isListOp } from '@/sync/apply'

export const INBOX = '01890000-0000-7000-8000-000000000000'
export const ME = 'me'

const NOW = '2026-11-23T08:00:00.000Z'
const DAY = 24 * 60 * 60 * 1000

export function makeTodo(todo: Partial<Todo> & { id: string }): Todo {
  return {
    listId: INBOX,
    seq: 1,
    title: 'To-do',
    notes: '',
    done: false,
    doneAt: null,
    due: null,
    dueTime: null,
    priority: 4,
    tags: [],
    order: 'a0',
    parentId: null,
    repeat: null,
    createdAt: NOW,
    createdBy: ME,
    updatedAt: NOW,
    updatedBy: ME,
    deletedAt: null,
    ...todo,
  }
}

/** A list of the seed. Its members are `me` as its owner when nothing else is said. */
export type SeedList = { id: string; members?: Record<string, Role> } & Partial<
  Omit<ListInfo, 'seq'>
>

interface Tombstone {
  id: string
  seq: number
  movedTo: string | null
}

export interface ServedList {
  id: string
  /** The number of its last change. */
  seq: number
  info: ListInfo
  todos: Map<string, Todo>
  gone: Map<string, Tombstone>
  members: Map<string, { id: string; role: Role | null; seq: number }>
  /** How each to-do was created, by which a repeated creation is known. */
  origins: Map<string, string>
}

interface Client {
  last: number
  results: PushResult[]
}

interface Room {
  /** Ops that fit into one transaction. */
  ops: number
  /** Items that fit on one page. */
  items: number
}

type Verb = 'push' | 'pull' | 'me'

class Refused extends Error {
  constructor(readonly problem: Refusal) {
    super(problem.detail)
  }
}

const refuse = (code: string, more: Partial<Refusal> = {}): never => {
  throw new Refused({ code, title: `Refused: ${code}`, detail: `Refused: ${code}`, ...more })
}

const inboxOf = (sub: string) => (sub === ME ? INBOX : `inbox-of-${sub}`)

function makeList({ id, members = { [ME]: 'owner' }, ...info }: SeedList): ServedList {
  const blank = { colour: 'blue', archived: false, createdAt: NOW, deletedAt: null } as const
  const roles = Object.entries(members)
  return {
    id,
    seq: 1 + roles.length,
    info: { name: 'List', ...blank, ...info, seq: 1 },
    todos: new Map(),
    gone: new Map(),
    members: new Map(roles.map(([sub, role], index) => [sub, { id: sub, role, seq: index + 2 }])),
    origins: new Map(),
  }
}

/** All items of a list with a number after `cursor`, in the order of their numbers. */
function changesOf(list: ServedList, cursor: number) {
  const items = [
    { seq: list.info.seq, add: (to: ListChanges) => void (to.info = list.info) },
    ...[...list.todos.values()].map((todo) => ({
      seq: todo.seq,
      add: (to: ListChanges) => void to.todos.push(todo),
    })),
    ...[...list.gone.values()].map((gone) => ({
      seq: gone.seq,
      add: (to: ListChanges) => void to.gone.push(gone),
    })),
    ...[...list.members.values()].map((member) => ({
      seq: member.seq,
      add: (to: ListChanges) => void to.members.push(member),
    })),
  ]
  return items.filter(({ seq }) => seq > cursor).sort((a, b) => a.seq - b.seq)
}

/** The server of docs/sync.md in memory. `as` gives the API of a person, `api` that of `me`. */
export function createFakeServer(
  seed: { lists?: SeedList[]; todos?: Todo[]; people?: string[] } = {},
) {
  const lists = new Map<string, ServedList>()
  const clients = new Map<string, Client>()
  /** What was asked, such as `push tick,order` and `pull`. */
  const calls: string[] = []
  /** The ops that were applied, each as often as it was. */
  const applied: { sub: string; clientId: string; n: number; op: Op }[] = []
  const pushes: PushRequest[] = []
  const pulls: PullRequest[] = []
  const room: Room = { ops: 45, items: 500 }
  let epoch = 'epoch-1'
  let clock = Date.parse(NOW)
  let failures: { verb: Verb; error: ApiError }[] = []
  let lost: Verb[] = []
  let isOffline = false
  let gate: Promise<void> | undefined
  let open: (() => void) | undefined
  let answerGate: Promise<void> | undefined
  const delays: { verb: Verb; until: Promise<void> }[] = []

  const now = () => new Date(clock).toISOString()

  function welcome(sub: string): void {
    const id = inboxOf(sub)
    if (lists.has(id)) return
    lists.set(id, makeList({ id, name: 'Inbox', members: { [sub]: 'owner' } }))
  }

  for (const list of seed.lists ?? []) lists.set(list.id, makeList(list))
  for (const sub of [ME, ...(seed.people ?? [])]) welcome(sub)
  for (const todo of seed.todos ?? []) put(listOf(todo.listId), todo)

  function listOf(id: string): ServedList {
    const list = lists.get(id)
    if (!list) throw new Error(`The fake server has no list ${id}`)
    return list
  }

  function put(list: ServedList, todo: Todo): void {
    list.todos.set(todo.id, { ...todo, listId: list.id, seq: ++list.seq })
    list.gone.delete(todo.id)
  }

  function take(list: ServedList, id: string, movedTo: string | null): void {
    list.todos.delete(id)
    list.gone.set(id, { id, seq: ++list.seq, movedTo })
  }

  // --- Ops ---

  function roleIn(listId: string, sub: string): Role | null {
    return lists.get(listId)?.members.get(sub)?.role ?? null
  }

  function writable(listId: string, sub: string, op: Op): ServedList {
    const role = roleIn(listId, sub)
    if (!role) refuse('not_found')
    const isOwners = op.op === 'trashList' || op.op === 'restoreList'
    if (listOf(listId).info.deletedAt && !isOwners) refuse('not_found')
    if (role === 'viewer' || (isOwners && role !== 'owner')) refuse('forbidden')
    return listOf(listId)
  }

  function checkParent(list: ServedList, parentId: string | null | undefined): void {
    if (!parentId) return
    const parent = list.todos.get(parentId)
    if (!parent || parent.deletedAt || parent.parentId) refuse('validation_failed')
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

  function applyListOp(listId: string, op: Op, sub: string): void {
    if (!isListOp(op)) return
    if (op.op === 'createList') {
      const known = lists.get(listId)
      if (known && roleIn(listId, sub) !== 'owner') refuse('id_taken')
      const { name, colour } = op
      const fresh = { id: listId, name, colour, createdAt: now(), members: { [sub]: 'owner' } }
      if (!known) lists.set(listId, makeList(fresh as SeedList))
      return
    }
    const list = writable(listId, sub, op)
    if (listId === inboxOf(sub) && op.op !== 'patchList') refuse('conflict')
    if (op.op === 'patchList' && op.fields.name?.trim() === '') refuse('validation_failed')
    const kept = { id: listId, role: 'owner' as const, ...list.info }
    const next = applyToList(kept, listId, op, { n: 0, at: now(), by: sub })!
    const { name, colour, archived, createdAt, deletedAt } = next
    list.info = { name, colour, archived, createdAt, deletedAt, seq: ++list.seq }
  }

  function create(list: ServedList, op: Extract<Op, { op: 'create' }>, sub: string): void {
    const known = list.todos.get(op.id)
    if (list.gone.has(op.id)) refuse('conflict')
    if (known && list.origins.get(op.id) === JSON.stringify(op)) return
    if (known) refuse(known.deletedAt ? 'in_trash' : 'id_taken')
    checkParent(list, op.fields.parentId)
    const order = op.fields.order ?? keyAfterAll([...list.todos.values()])
    const fields = { ...op.fields, ...(order && { order }) }
    put(list, applyToTodo(undefined, list.id, { ...op, fields }, { n: 0, at: now(), by: sub })!)
    list.origins.set(op.id, JSON.stringify(op))
  }

  function applyTodoOp(listId: string, op: Op, sub: string): Texts | undefined {
    if (isListOp(op)) return undefined
    const list = writable(listId, sub, op)
    const fields = op.op === 'create' || op.op === 'patch' ? op.fields : undefined
    if (fields?.title !== undefined && !fields.title.trim()) refuse('validation_failed')
    if (op.op === 'create') return void create(list, op, sub)
    const todo = list.todos.get(op.id)
    const movedTo = list.gone.get(op.id)?.movedTo
    if (!todo && movedTo && roleIn(movedTo, sub)) refuse('moved', { movedTo })
    if (!todo) return refuse('not_found')
    const isAboutTrash = op.op === 'trash' || op.op === 'restore' || op.op === 'purge'
    if (todo.deletedAt && !isAboutTrash) refuse('in_trash')
    checkParent(op.op === 'move' ? writable(op.to, sub, op) : list, parentOf(op))
    const overwrote = overwritten(todo, op)
    const next = applyToTodo(todo, listId, op, { n: 0, at: now(), by: sub })
    if (next === todo) return undefined
    if (next?.listId !== listId) take(list, todo.id, next?.listId ?? null)
    if (next) put(listOf(next.listId), next)
    return overwrote
  }

  function parentOf(op: Op): string | null | undefined {
    return op.op === 'move' ? op.parentId : op.op === 'patch' ? op.fields?.parentId : null
  }

  function consume(sub: string, clientId: string, listId: string, op: NumberedOp): PushResult {
    const { n, ...bare } = op
    try {
      if (isListOp(bare)) applyListOp(listId, bare, sub)
      const overwrote = applyTodoOp(listId, bare, sub)
      applied.push({ sub, clientId, n, op: bare })
      return { n, status: 'applied', ...(overwrote && { overwrote }) }
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return { n, status: 'refused', problem: error.problem }
    }
  }

  function push(sub: string, { clientId, listId, ops }: PushRequest): PushAnswer {
    const key = `${sub}/${clientId}`
    const client = clients.get(key) ?? { last: 0, results: [] }
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
    clients.set(key, { last, results })
    return { last, results }
  }

  // --- Pull ---

  function resetOf({ epoch: known, syncedAt }: PullRequest): PullAnswer['reset'] {
    if (known && known !== epoch) return 'restored'
    return syncedAt && Date.parse(syncedAt) < clock - 60 * DAY ? 'away' : null
  }

  function pull(sub: string, request: PullRequest): PullAnswer {
    welcome(sub)
    const last = clients.get(`${sub}/${request.clientId}`)?.last ?? 0
    const answer: PullAnswer = {
      epoch,
      syncedAt: now(),
      reset: resetOf(request),
      inboxId: inboxOf(sub),
      lists: [],
      purge: [],
      more: false,
      last,
    }
    if (answer.reset) return answer
    const own = [...lists.values()].filter(({ id }) => roleIn(id, sub))
    answer.purge = Object.keys(request.cursors).filter((id) => !own.some((list) => list.id === id))
    let left = room.items
    for (const list of own) {
      const items = changesOf(list, request.cursors[list.id] ?? 0)
      const page = items.slice(0, left)
      if (page.length < items.length) answer.more = true
      if (page.length) answer.lists.push(pageOf(list, sub, page))
      left -= page.length
    }
    return answer.more ? { ...answer, last: null } : answer
  }

  function pageOf(list: ServedList, sub: string, items: ReturnType<typeof changesOf>): ListChanges {
    const { id } = list
    const cursor = items.at(-1)!.seq
    const changes: ListChanges = {
      id,
      role: roleIn(id, sub)!,
      cursor,
      todos: [],
      gone: [],
      members: [],
    }
    for (const { add } of items) add(changes)
    return changes
  }

  // --- The network ---

  async function travel<T>(verb: Verb, about: string, serve: () => T): Promise<T> {
    calls.push(about ? `${verb} ${about}` : verb)
    await gate
    if (isOffline) throw new ApiError('offline', {})
    const index = failures.findIndex((failure) => failure.verb === verb)
    if (index >= 0) throw failures.splice(index, 1)[0]!.error
    const answer = structuredClone(serve())
    const delay = delays.findIndex((one) => one.verb === verb)
    await (delay >= 0 ? delays.splice(delay, 1)[0]!.until : answerGate)
    if (!lost.includes(verb)) return answer
    lost.splice(lost.indexOf(verb), 1)
    throw new ApiError('offline', {})
  }

  function meOf(sub: string): Me {
    return { id: sub, displayName: 'Ada', inboxId: inboxOf(sub), createdAt: NOW, updatedAt: NOW }
  }

  function as(sub: string) {
    return {
      push: (request: PushRequest) => {
        const sent = structuredClone(request)
        pushes.push(sent)
        return travel('push', sent.ops.map(({ op }) => op).join(), () => push(sub, sent))
      },
      pull: (request: PullRequest) => {
        const sent = structuredClone(request)
        pulls.push(sent)
        return travel('pull', '', () => pull(sub, sent))
      },
      me: () => travel('me', '', () => meOf(sub)),
    }
  }

  return {
    api: as(ME),
    as,
    lists,
    calls,
    applied,
    pushes,
    pulls,
    room,
    /** All to-dos that are not gone, by id, in the trash or not. */
    get todos(): Map<string, Todo> {
      const all = [...lists.values()].flatMap(({ todos }) => [...todos.values()])
      return new Map(all.map((todo) => [todo.id, todo]))
    },
    /** What another device, or another person, does. */
    change(listId: string, op: Op, sub = ME): void {
      if (isListOp(op)) applyListOp(listId, op, sub)
      else applyTodoOp(listId, op, sub)
    },
    share(listId: string, sub: string, role: Role | null): void {
      const list = listOf(listId)
      list.members.set(sub, { id: sub, role, seq: ++list.seq })
    },
    /** The next call of this verb fails before it is looked at; call it again for the one after. */
    fail(verb: Verb, error = new ApiError('problem', { status: 500, code: 'internal' })): void {
      failures = [...failures, { verb, error }]
    },
    /** The next call of this verb is served, and its answer is lost. */
    loseAnswer(verb: Verb): void {
      lost = [...lost, verb]
    },
    /** Keeps all calls waiting before they are served, until `release`. */
    hold(): void {
      gate = new Promise((resolve) => (open = resolve))
    },
    release(): void {
      gate = undefined
      open?.()
    },
    /** Serves calls, but keeps their answers back until the function that it returns is called. */
    holdAnswers(): () => void {
      let give = () => {}
      answerGate = new Promise((resolve) => (give = resolve))
      return () => {
        answerGate = undefined
        give()
      }
    },
    /** The same for the next call of this verb only. */
    delayAnswer(verb: Verb): () => void {
      let give = () => {}
      delays.push({ verb, until: new Promise((resolve) => (give = resolve)) })
      return () => give()
    },
    goOffline: () => void (isOffline = true),
    goOnline: () => void (isOffline = false),
    advance: (ms: number) => void (clock += ms),
    lastOf: (clientId: string, sub = ME) => clients.get(`${sub}/${clientId}`)?.last ?? 0,
    /** What a backup would hold; `restoreBackup` brings that back, as another epoch. */
    backUp: () => structuredClone({ lists, clients }),
    restoreBackup(backup: { lists: Map<string, ServedList>; clients: Map<string, Client> }): void {
      const { lists: oldLists, clients: oldClients } = structuredClone(backup)
      lists.clear()
      clients.clear()
      for (const [id, list] of oldLists) lists.set(id, list)
      for (const [key, client] of oldClients) clients.set(key, client)
      epoch = `${epoch}'`
    },
  }
}

export type FakeServer = ReturnType<typeof createFakeServer>
