import type { ListInfo, Op, PushRequest, PushResult, PullRequest, Texts } from '@/api/sync'
import type { Role, Todo } from '@/api/types'

/** What the server in memory holds, for all people. */

export const INBOX = '01890000-0000-7000-8000-000000000000'
export const ME = 'me'
export const NOW = '2026-11-23T08:00:00.000Z'

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
    assignee: null,
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

export interface Seed {
  lists?: SeedList[]
  todos?: Todo[]
  people?: string[]
}

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
  members: Map<string, { id: string; role: Role | null; name: string; seq: number }>
  /** How each to-do was created, by which a repeated creation is known. */
  origins: Map<string, string>
}

export interface Client {
  last: number
  results: PushResult[]
}

/** An op that was applied. */
export interface Applied {
  sub: string
  clientId: string
  n: number
  op: Op
  overwrote?: Texts
}

interface Room {
  /** Ops that fit into one transaction. */
  ops: number
  /** Items that fit on one page. */
  items: number
}

export interface Backup {
  lists: Map<string, ServedList>
  clients: Map<string, Client>
}

export const inboxOf = (sub: string) => (sub === ME ? INBOX : `inbox-of-${sub}`)

export function makeList({ id, members = { [ME]: 'owner' }, ...info }: SeedList): ServedList {
  const blank = { colour: 'blue', archived: false, createdAt: NOW, deletedAt: null } as const
  const roles = Object.entries(members)
  return {
    id,
    seq: 1 + roles.length,
    info: { name: 'List', ...blank, ...info, seq: 1 },
    todos: new Map(),
    gone: new Map(),
    members: new Map(
      roles.map(([id, role], index) => [id, { id, role, name: '', seq: index + 2 }]),
    ),
    origins: new Map(),
  }
}

export function createWorld({ lists: seeded = [], todos = [], people = [] }: Seed) {
  const lists = new Map<string, ServedList>()
  const clients = new Map<string, Client>()
  /** The ops that were applied, each as often as it was. */
  const applied: Applied[] = []
  const pushes: PushRequest[] = []
  const pulls: PullRequest[] = []
  const room: Room = { ops: 45, items: 500 }
  let epoch = 'epoch-1'
  let clock = Date.parse(NOW)

  function welcome(sub: string): void {
    const id = inboxOf(sub)
    if (lists.has(id)) return
    lists.set(id, makeList({ id, name: 'Inbox', members: { [sub]: 'owner' } }))
  }

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

  function replace<T>(map: Map<string, T>, other: Map<string, T>): void {
    map.clear()
    for (const [key, value] of other) map.set(key, value)
  }

  function restoreBackup(backup: Backup): void {
    const old = structuredClone(backup)
    replace(lists, old.lists)
    replace(clients, old.clients)
    epoch = `${epoch}'`
  }

  for (const list of seeded) lists.set(list.id, makeList(list))
  for (const sub of [ME, ...people]) welcome(sub)
  for (const todo of todos) put(listOf(todo.listId), todo)

  return {
    lists,
    clients,
    applied,
    pushes,
    pulls,
    room,
    welcome,
    listOf,
    put,
    take,
    clientOf: (sub: string, clientId: string): Client =>
      clients.get(`${sub}/${clientId}`) ?? { last: 0, results: [] },
    roleIn: (listId: string, sub: string): Role | null =>
      lists.get(listId)?.members.get(sub)?.role ?? null,
    epoch: () => epoch,
    clock: () => clock,
    now: () => new Date(clock).toISOString(),
    advance: (ms: number) => void (clock += ms),
    /** What a backup would hold; `restoreBackup` brings that back, as another epoch. */
    backUp: (): Backup => structuredClone({ lists, clients }),
    restoreBackup,
  }
}

export type World = ReturnType<typeof createWorld>
