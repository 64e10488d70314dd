import { beforeEach, describe, expect, it } from 'vitest'
import type { ListChanges, PullAnswer } from '@/api/sync'
import { INBOX, makeTodo } from '@/test/fakeServer'
import { createMemory } from './memory'
import { writeDown } from './outbox'
import { markSent, settle } from './sending'
import { requestOf, takeIn } from './pages'
import { begin } from './reading'
import type { Database } from './rows'

const AT = '2026-12-01T00:00:00.000Z'
const INFO = {
  name: 'List',
  colour: 'blue',
  archived: false,
  createdAt: AT,
  deletedAt: null,
} as const

let db: Database

function listOf(id: string, cursor: number, more: Partial<ListChanges> = {}): ListChanges {
  const info = { ...INFO, seq: 1 }
  return { id, role: 'owner', cursor, info, todos: [], gone: [], members: [], ...more }
}

function answerOf(more: Partial<PullAnswer> = {}): PullAnswer {
  const blank = { lists: [], purge: [], more: false, last: 0 }
  return { epoch: 'e', syncedAt: AT, reset: null, inboxId: INBOX, ...blank, ...more }
}

const request = async (at = db) =>
  requestOf((await at.run((t) => t.meta.get()))!, await at.run((t) => t.lists.getAll()))

async function take(answer: PullAnswer, asked?: Awaited<ReturnType<typeof request>>) {
  return db.run(takeIn(asked ?? (await request()), answer))
}

const todos = () => db.run((tables) => tables.todos.getAll())
const outbox = () => db.run((tables) => tables.outbox.getAll())
const send = async () => db.run(markSent(await outbox()))

/** All that waits is sent, and answered. */
async function consume(): Promise<void> {
  const { entries, meta } = await send()
  const results = entries.map(({ n }) => ({ n, status: 'applied' as const }))
  await db.run(settle(meta.clientId, { last: entries.at(-1)!.n, results }, () => ''))
}

beforeEach(async () => {
  db = createMemory()
  await db.run(begin)
  const draft = { listId: INBOX, op: { op: 'tick', id: 'milk', done: true } as const, at: AT }
  await db.run(writeDown([draft]))
})

it('asks first without a cursor, then with those that came', async () => {
  expect(await request()).toEqual({ clientId: expect.any(String), cursors: {} })
  await take(answerOf({ lists: [listOf(INBOX, 7)] }))
  expect(await request()).toMatchObject({ epoch: 'e', syncedAt: AT, cursors: { [INBOX]: 7 } })
})

it('forgets who is not among everybody that there is', async () => {
  const member = (id: string, seq: number) => ({ id, role: 'editor' as const, name: id, seq })
  const members = [member('ana', 1), member('ben', 2)]
  const names = async () =>
    (await db.run((t) => t.lists.get(INBOX)))!.members.map(({ name }) => name)
  await take(answerOf({ lists: [listOf(INBOX, 2, { members })] }))
  await take(answerOf({ lists: [listOf(INBOX, 3, { members: [member('cyn', 3)] })] }))
  expect(await names()).toEqual(['ana', 'ben', 'cyn'])
  const left = [member('ben', 2), member('cyn', 3)]
  await take(answerOf({ lists: [listOf(INBOX, 4, { everybody: true, members: left })] }))
  expect(await names()).toEqual(['ben', 'cyn'])
})

describe('the final page', () => {
  it('drops the ops that it shows, and makes the copy whole', async () => {
    await consume()
    const { meta, entries, isMore } = await take(answerOf({ last: 1 }))
    expect([meta.isWhole, entries, isMore]).toEqual([true, [], false])
  })

  it('keeps to itself one that it shows, but whose answer did not come', async () => {
    await send()
    const { entries } = await take(answerOf({ last: 1 }))
    expect(entries).toMatchObject([{ n: 1, isSent: true, isConsumed: false, isCovered: true }])
  })

  it('is when what was in the trash for more than 30 days is removed', async () => {
    const trashed = (id: string, deletedAt: string) => makeTodo({ id, deletedAt })
    const kept = trashed('kept', '2026-11-01T00:00:00.000Z')
    const old = trashed('old', '2026-10-31T23:59:59.999Z')
    const info = { ...INFO, seq: 1, deletedAt: '2026-10-01T00:00:00.000Z' }
    const inHome = makeTodo({ id: 'bed', listId: 'home' })
    const home = listOf('home', 5, { info, todos: [inHome] })
    const inbox = listOf(INBOX, 7, { todos: [kept, old] })
    await take(answerOf({ lists: [inbox, home], more: true, last: null }))
    expect(await todos()).toHaveLength(3)
    const { delivered, dropped } = await take(answerOf())
    expect(await todos()).toEqual([kept])
    expect(dropped).toEqual(['home'])
    expect(delivered).toMatchObject([{ row: { id: INBOX, cursor: 7 }, todos: [], gone: ['old'] }])
    expect((await request()).cursors).toEqual({ [INBOX]: 7 })
  })

  it('looks for that again on the next day of the server', async () => {
    const milk = makeTodo({ id: 'milk', deletedAt: AT })
    await take(answerOf({ lists: [listOf(INBOX, 7, { todos: [milk] })] }))
    await take(answerOf({ syncedAt: '2026-12-31T00:00:00.000Z' }))
    expect(await todos()).toEqual([milk])
    await take(answerOf({ syncedAt: '2026-12-31T09:00:00.000Z' }))
    expect(await todos()).toEqual([milk])
    await take(answerOf({ syncedAt: '2027-01-01T09:00:00.000Z' }))
    expect(await todos()).toEqual([])
  })

  it('drops none while one of its lists was let go', async () => {
    const old = await request()
    await take(answerOf({ lists: [listOf(INBOX, 7)], more: true, last: null }))
    const { meta } = await take(answerOf({ epoch: 'e' }), await request())
    expect(meta.epoch).toBe('e')
    const late = { ...old, epoch: 'e' }
    const lists = [listOf(INBOX, 9, { todos: [makeTodo({ id: 'late' })] })]
    const { entries, isMore } = await take(answerOf({ lists, last: 1 }), late)
    expect(entries).toHaveLength(1)
    expect(isMore).toBe(true)
    expect(await todos()).toEqual([])
  })
})

describe('an answer to another question', () => {
  const whole = () =>
    answerOf({ lists: [listOf(INBOX, 7, { todos: [makeTodo({ id: 'milk' })] })], last: 1 })

  it.each<[string, { clientId?: string; epoch?: string }]>([
    ['of a client that we were', { clientId: 'old' }],
    ['about a table that was replaced', { epoch: 'old' }],
  ])('%s is let go', async (_, other) => {
    const asked = { ...(await request()), ...other }
    const { entries, isMore } = await take(whole(), asked)
    expect(entries).toHaveLength(1)
    expect(isMore).toBe(true)
    expect(await todos()).toEqual([])
  })
})

it('starts over with nothing but what the server does not know of, just as it is', async () => {
  await consume()
  const drafts = (['trash', 'purge'] as const).map((op) => ({ op: { op, id: 'tea' }, at: AT }))
  await db.run(writeDown(drafts.map((draft) => ({ ...draft, listId: INBOX }))))
  await send()
  await take(
    answerOf({ lists: [listOf(INBOX, 7, { todos: [makeTodo({ id: 'milk' })] })], last: 0 }),
  )
  const after = await take(answerOf({ reset: 'restored', epoch: 'new', last: 2 }))
  expect(after.entries).toMatchObject([
    { n: 2, isCovered: true },
    { ...drafts[1], n: 3, isSent: true, isConsumed: false, isCovered: false },
  ])
  expect(after.meta).toMatchObject({ epoch: 'new', isWhole: false })
  expect([after.dropped, await todos(), after.isMore]).toEqual([[INBOX], [], true])
  expect((await request()).cursors).toEqual({})
})

it('sends after a to-do that was moved what was not sent yet, and leaves alone what was', async () => {
  await take(answerOf({ lists: [listOf(INBOX, 7), listOf('home', 2)] }))
  const op = { op: 'tick', id: 'milk', done: false } as const
  await send()
  await db.run(writeDown([{ listId: INBOX, op, at: AT }]))
  const gone = [{ id: 'milk', seq: 8, movedTo: 'home' }]
  const after = await take(answerOf({ lists: [listOf(INBOX, 8, { gone })] }))
  expect(after.entries.map(({ listId }) => listId)).toEqual([INBOX, 'home'])
})

it('sends nothing after a to-do that comes back before by a move that waits', async () => {
  await take(answerOf({ lists: [listOf(INBOX, 7), listOf('home', 2)] }))
  const away = { op: 'move', id: 'milk', to: 'home', order: 'a1' } as const
  const back = { op: 'move', id: 'milk', to: INBOX, order: 'a1' } as const
  const op = { op: 'tick', id: 'milk', done: false } as const
  const drafts = [
    { listId: INBOX, op: away, at: AT },
    { listId: 'home', op: back, at: AT },
    { listId: INBOX, op, at: AT },
  ]
  const { entries } = await db.run(writeDown(drafts))
  await db.run(markSent(entries.slice(0, 2)))
  const gone = [{ id: 'milk', seq: 8, movedTo: 'home' }]
  const after = await take(answerOf({ lists: [listOf(INBOX, 8, { gone })] }))
  expect(after.entries.map(({ listId }) => listId)).toEqual([INBOX, INBOX, 'home', INBOX])
})

it('forgets a list that is not ours any more, unless it came back meanwhile', async () => {
  const home = listOf('home', 5, { todos: [makeTodo({ id: 'bed', listId: 'home' })] })
  await take(answerOf({ lists: [home] }))
  const asked = await request()
  const late = { ...asked, cursors: { home: 3 } }
  expect((await take(answerOf({ purge: ['home'] }), late)).dropped).toEqual([])
  expect((await take(answerOf({ purge: ['home'] }), asked)).dropped).toEqual(['home'])
  expect(await todos()).toEqual([])
})
