import { afterEach, describe, expect, it } from 'vitest'
import { followId } from '@/api/ids'
import type { Op } from '@/api/sync'
import type { Todo } from '@/api/types'
import { followOp } from '@/lib/recurrence'
import { createFakeServer, INBOX, makeTodo, type FakeServer } from '@/test/fakeServer'
import { breathe, createBrowser, type Browser } from '@/test/syncRig'
import type { Locks } from './locks'
import type { Sync } from './types'

/**
 * Two people on three devices do anything in any order, over a network that loses answers, with
 * tabs that die. In the end all show the same, and everything was done once.
 */

const STEPS = 300
const SEEDS = [1, 2, 3, 4, 6, 8]

/** Mulberry32: the same numbers for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

interface Tab {
  browser: Browser
  /** Every other seed is lived through in a browser without locks. */
  locks: Locks | undefined
  sub: string
  sync: Sync
}

const LISTS: Record<string, string[]> = { me: [INBOX, 'home', 'work'], bea: ['home', 'work'] }

function createWorld(seed: number) {
  const random = createRandom(seed)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!
  const both = { me: 'owner', bea: 'editor' } as const
  const server = createFakeServer({
    lists: ['home', 'work'].map((id) => ({ id, name: id, members: both })),
    todos: [makeTodo({ id: 'a' }), ...['b', 'c'].map((id) => makeTodo({ id, listId: 'home' }))],
    people: ['bea'],
  })
  server.room.ops = 3
  server.room.items = 4
  const laptop = createBrowser(server)
  const devices: [Browser, string][] = [
    [laptop, 'me'],
    [laptop, 'me'],
    [createBrowser(server), 'me'],
    [createBrowser(server), 'bea'],
  ]
  const tabs = devices.map(([browser, sub]): Tab => {
    const locks = seed % 2 ? browser.locks : undefined
    return { browser, sub, locks, sync: browser.openTab({ sub, locks }) }
  })
  return {
    random,
    pick,
    server,
    tabs,
    tokens: [] as string[],
    late: [] as (() => void)[],
    isOffline: false,
  }
}

type World = ReturnType<typeof createWorld>

/** Completed, with the one that follows; or open again, without it, where it is in sight. */
function complete({ pick }: World, tab: Tab, todo: Todo): Op[] {
  const { id, done, listId } = todo
  const tick: Op = { op: 'tick', id, done: !done }
  const next = todo.repeat ? tab.sync.todos.value.get(followId(id)) : undefined
  if (done) return next?.listId === listId ? [tick, { op: 'trash', id: next.id }] : [tick]
  const follow = followOp(todo, pick(['2026-11-23', '2026-11-24']))
  return follow ? [tick, follow] : [tick]
}

function changeOf({ pick, tokens, tabs }: World, tab: Tab, todo: Todo): Op {
  const { id } = todo
  const token = `${tab.sub}-${tabs.indexOf(tab)}-${tokens.length}`
  const patch = (title = token): Op => {
    tokens.push(token)
    return { op: 'patch', id, fields: { title }, addTags: [token] }
  }
  const kinds: (() => Op)[] = [
    () => patch(),
    () => patch(),
    () => patch(),
    () => patch(' '), // The server takes no such title.
    () => ({ op: 'order', id, order: pick(['a1', 'a2', 'a3', 'a4']) }),
    // A list knows nothing of what followed in another one.
    () => (todo.repeat ? patch() : { op: 'move', id, to: pick(LISTS[tab.sub]!), order: 'a5' }),
    () => ({ op: todo.deletedAt ? 'restore' : 'trash', id }),
    () => ({ op: 'purge', id }),
  ]
  return pick(kinds)()
}

function changeSomething(world: World, tab: Tab): void {
  const { pick, random, tokens } = world
  const todos = [...tab.sync.todos.value.values()]
  if (!todos.length || random() < 0.25) {
    const token = `new-${tokens.length}`
    tokens.push(token)
    const fields = { title: token, tags: [token], repeat: pick([null, 'FREQ=DAILY;COUNT=3']) }
    const id = `01936f00-0000-7000-8000-${tokens.length.toString(16).padStart(8, '0')}0000`
    tab.sync.change(pick(LISTS[tab.sub]!), { op: 'create', id, fields })
    return
  }
  const todo = pick(todos)
  const ops = random() < 0.3 ? complete(world, tab, todo) : [changeOf(world, tab, todo)]
  for (const op of ops) tab.sync.change(todo.listId, op)
}

function restart(tab: Tab): void {
  tab.sync.close()
  tab.sync = tab.browser.openTab({ sub: tab.sub, locks: tab.locks })
}

/** A tab sends while the other one asks, and hears of it only when that one has its answer. */
async function overtake(world: World): Promise<void> {
  const { server, late, tabs } = world
  const [one, two] = tabs as [Tab, Tab]
  server.heal()
  world.isOffline = false
  one.browser.use()
  await Promise.all([one.sync.syncNow(), two.sync.syncNow()])
  const serve = server.delayCall('pull')
  void two.sync.syncNow()
  await breathe()
  late.push(server.delayAnswer('push'))
  changeSomething(world, one)
  void one.sync.syncNow()
  await breathe()
  serve()
}

const EVENTS: [number, (world: World, tab: Tab) => unknown][] = [
  [8, changeSomething],
  [4, (_, tab) => void tab.sync.syncNow()],
  [3, (_, tab) => tab.browser.clock.pass(1_000)],
  [3, ({ random }) => breathe(Math.floor(random() * 12))],
  [1, ({ server }) => server.loseAnswer('push')],
  [1, ({ server }) => server.loseAnswer('pull')],
  [1, ({ server, pick }) => server.fail(pick(['push', 'pull'] as const))],
  [1, overtake],
  [1, ({ server, late }) => late.push(server.delayCall('pull'))],
  [1, ({ server, late }) => late.push(server.delayAnswer('push'))],
  [4, ({ late, pick }) => late.length && pick(late)()],
  [1, (_, tab) => restart(tab)],
  [
    1,
    (world) => {
      world.isOffline = !world.isOffline
      if (world.isOffline) world.server.goOffline()
      else world.server.goOnline()
    },
  ],
  [1, ({ random }, tab) => tab.browser.hub.setDeaf(random() < 0.5)],
]

const BAG = EVENTS.flatMap(([weight, act]) => Array<(typeof EVENTS)[0][1]>(weight).fill(act))

async function live(world: World): Promise<void> {
  for (let step = 0; step < STEPS; step++) {
    const tab = world.pick(world.tabs)
    tab.browser.use()
    await world.pick(BAG)(world, tab)
    await breathe(Math.floor(world.random() * 4))
  }
}

async function settle({ tabs, server }: World): Promise<void> {
  server.heal()
  for (const { browser } of tabs) browser.hub.setDeaf(false)
  // What one sends here is what another hears in the next turn.
  for (let turn = 0; turn < 4; turn++) {
    for (const { sync, browser } of tabs) {
      browser.use()
      await sync.syncNow()
    }
  }
  await breathe()
}

const byId = (todos: Iterable<Todo>) => [...todos].sort((a, b) => (a.id < b.id ? -1 : 1))

function servedTo(server: FakeServer, sub: string): Todo[] {
  return byId([...server.todos.values()].filter(({ listId }) => LISTS[sub]!.includes(listId)))
}

const tokensOf = (op: Op): string[] =>
  op.op === 'patch' ? (op.addTags ?? []) : op.op === 'create' ? (op.fields.tags ?? []) : []

const titleOf = (op: Op) => (op.op === 'patch' ? op.fields?.title : undefined)

function expectOnce({ server, tabs, tokens }: World): void {
  const numbers = server.applied.map(({ sub, clientId, n }) => `${sub}/${clientId}/${n}`)
  expect(new Set(numbers).size).toBe(numbers.length)
  // The two tabs of the laptop hold the same notices.
  const notices = tabs.slice(1).flatMap(({ sync }) => sync.notices.value)
  const refused = notices.flatMap((notice) => (notice.kind === 'refused' ? [notice.op] : []))
  const met = notices.flatMap((notice) => (notice.kind === 'conflict' ? [notice.mine] : []))
  const overwrote = server.applied.filter((one) => one.overwrote).map(({ op }) => titleOf(op))
  expect(met.sort()).toEqual(overwrote.sort())
  const done = [...server.applied.map(({ op }) => op), ...refused].flatMap(tokensOf)
  expect(done.sort()).toEqual([...tokens].sort())
}

let world: World | undefined

afterEach(() => {
  for (const { sync } of world?.tabs ?? []) sync.close()
})

describe('anything, in any order', () => {
  it.each(SEEDS)('ends the same everywhere, and is done once (seed %i)', async (seed) => {
    localStorage.clear()
    world = createWorld(seed)
    await breathe()
    await live(world)
    await settle(world)
    for (const { sync, sub } of world.tabs) {
      expect(byId(sync.todos.value.values())).toEqual(servedTo(world.server, sub))
      expect(sync.status.value).toMatchObject({ waiting: 0, trouble: null })
    }
    expectOnce(world)
  })
})
