import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ApiError } from '@/api'
import type { Op } from '@/api/sync'
import { createFakeServer, INBOX, ME, makeTodo, type FakeServer } from '@/test/fakeServer'
import { createBrowser, until, SYNCED, type Browser } from '@/test/syncRig'
import type { Sync } from './types'

const HOME = 'home'

let server: FakeServer
let browser: Browser
let sync: Sync

const tick = (id = 'milk', done = true): Op => ({ op: 'tick', id, done })
const title = (text: string, id = 'milk'): Op => ({ op: 'patch', id, fields: { title: text } })
const create = (id: string): Op => ({ op: 'create', id, fields: { title: id } })
const numbers = () => server.pushes.map(({ ops }) => ops.map(({ n }) => n))
const shown = (id = 'milk') => sync.todos.value.get(id)

beforeEach(async () => {
  localStorage.clear()
  const todos = [makeTodo({ id: 'milk', title: 'Milk' }), makeTodo({ id: 'tea', title: 'Tea' })]
  server = createFakeServer({ lists: [{ id: HOME, name: 'Home' }], todos, people: ['bea'] })
  browser = createBrowser(server)
  sync = await browser.open()
})

afterEach(() => browser.closeAll())

/** The tab is gone from one moment to the next, and another one opens. */
async function reopen(): Promise<void> {
  browser.closeAll()
  sync = await browser.open()
}

describe('a change', () => {
  it('shows at once, and is sent soon', async () => {
    sync.change(INBOX, tick())
    expect(shown()!.done).toBe(true)
    expect(sync.status.value).toMatchObject({ state: 'saving', waiting: 1 })
    await browser.clock.pass(300)
    await until(() => sync.status.value.state === 'synced')
    expect(server.todos.get('milk')!.done).toBe(true)
  })

  it('may be made of what the page holds reactive', async () => {
    const op = new Proxy(tick(), {})
    sync.change(INBOX, op)
    await sync.syncNow()
    expect(server.todos.get('milk')!.done).toBe(true)
  })

  it('with half a character in it is sent without it, and takes nothing else down', async () => {
    const [half, whole] = ['Milk \ud83e', 'Milk 🥛']
    sync.change(INBOX, title(half))
    sync.change(INBOX, { op: 'create', id: 'oat', fields: { title: whole, tags: ['\udd5b'] } })
    expect(shown()!.title).toBe('Milk \ufffd')
    await sync.syncNow()
    expect(server.pushes[0]!.ops).toMatchObject([
      { fields: { title: 'Milk \ufffd' } },
      { fields: { title: whole, tags: ['\ufffd'] } },
    ])
  })

  it('of a text says what was seen, which the page may know better', async () => {
    sync.change(INBOX, title('Oat milk'))
    sync.change(INBOX, { ...title('Green tea', 'tea'), was: { title: 'Te' } } as Op)
    await sync.syncNow()
    expect(server.pushes[0]!.ops).toMatchObject([
      { was: { title: 'Milk' } },
      { was: { title: 'Te' } },
    ])
  })

  it('is sent with others of its list, in order', async () => {
    sync.change(INBOX, tick())
    sync.change(INBOX, tick('tea'))
    sync.change(HOME, { op: 'patchList', fields: { name: 'House' } })
    sync.change(INBOX, tick('tea', false))
    await sync.syncNow()
    expect(numbers()).toEqual([[1, 2], [3], [4]])
    expect(sync.status.value).toEqual(SYNCED)
  })

  it('made before anything was read is kept, too', async () => {
    browser.closeAll()
    sync = browser.openTab()
    sync.change(INBOX, tick())
    await sync.syncNow()
    expect(server.todos.get('milk')!.done).toBe(true)
  })

  it('shows in a new list and in another one, once each, before the server knows', async () => {
    server.goOffline()
    sync.change('new', { op: 'createList', name: 'New', colour: 'red' })
    sync.change('new', create('bread'))
    sync.change(INBOX, { op: 'move', id: 'milk', to: 'new', order: 'a5' })
    sync.change('new', title('Oat milk'))
    expect(shown()).toMatchObject({ listId: 'new', title: 'Oat milk' })
    await sync.syncNow()
    server.goOnline()
    await sync.syncNow()
    const held = [...server.todos.values()].filter(({ listId }) => listId === 'new')
    expect(held.map((todo) => todo.title).sort()).toEqual(['Oat milk', 'bread'])
    expect(sync.todos.value.size).toBe(3)
    expect(sync.status.value).toEqual(SYNCED)
  })
})

describe('every change is made exactly once', () => {
  const wasAppliedOnce = () => {
    expect(server.applied.map(({ op }) => op)).toEqual([tick(), tick('tea')])
    expect(sync.status.value).toEqual(SYNCED)
  }

  it('when the answer is lost', async () => {
    sync.change(INBOX, tick())
    server.loseAnswer('push')
    await sync.syncNow()
    expect(sync.status.value).toMatchObject({ state: 'offline', waiting: 1 })
    sync.change(INBOX, tick('tea'))
    await sync.syncNow()
    expect(numbers()).toEqual([[1], [1], [2]])
    wasAppliedOnce()
  })

  it('when the tab dies before anything was sent', async () => {
    server.goOffline()
    sync.change(INBOX, tick())
    sync.change(INBOX, tick('tea'))
    await sync.syncNow()
    browser.closeAll()
    server.goOnline()
    sync = browser.openTab()
    await until(() => sync.status.value.waiting === 2)
    await sync.syncNow()
    wasAppliedOnce()
  })

  it('when the tab dies between the server’s doing and its answer', async () => {
    sync.change(INBOX, tick())
    const give = server.holdAnswers()
    void sync.syncNow()
    await until(() => server.applied.length === 1)
    browser.closeAll()
    give()
    sync = browser.openTab()
    await until(() => sync.isReady.value)
    sync.change(INBOX, tick('tea'))
    await sync.syncNow()
    wasAppliedOnce()
  })

  it('when the tab dies between push and pull', async () => {
    sync.change(INBOX, tick())
    sync.change(INBOX, tick('tea'))
    server.fail('pull')
    await sync.syncNow()
    expect(sync.status.value.waiting).toBe(0)
    expect(shown()!.done).toBe(true)
    await reopen()
    expect(shown()!.done).toBe(true)
    wasAppliedOnce()
  })

  it('when a tab closes at once after it', async () => {
    sync.change(INBOX, tick())
    sync.change(INBOX, tick('tea'))
    await reopen()
    wasAppliedOnce()
  })

  it('when the server takes fewer than were sent', async () => {
    server.room.ops = 1
    sync.change(INBOX, tick())
    sync.change(INBOX, tick('tea'))
    await sync.syncNow()
    expect(numbers()).toEqual([[1, 2], [2]])
    wasAppliedOnce()
  })

  it('and its result is heard of although the first answer was lost', async () => {
    sync.change(INBOX, title(' '))
    server.loseAnswer('push')
    await sync.syncNow()
    await sync.syncNow()
    expect(sync.notices.value).toHaveLength(1)
  })
})

describe('what the server refuses', () => {
  beforeEach(async () => {
    sync.change(INBOX, title(' '))
    sync.change(INBOX, tick())
    server.fail('pull')
    await sync.syncNow()
  })

  it('disappears, and what was behind it stays', () => {
    expect(shown()).toMatchObject({ title: 'Milk', done: true })
    expect(server.todos.get('milk')).toMatchObject({ title: 'Milk', done: true })
  })

  it('is told, also after a reload, until it was read', async () => {
    await reopen()
    expect(sync.status.value).toMatchObject({ state: 'attention', waiting: 0, trouble: null })
    const [notice] = sync.notices.value
    expect(notice).toMatchObject({
      kind: 'refused',
      listId: INBOX,
      todoId: 'milk',
      op: title(' '),
      problem: { code: 'validation_failed' },
    })
    await sync.dismiss(notice!.key)
    expect(sync.status.value).toEqual(SYNCED)
    await reopen()
    expect(sync.notices.value).toEqual([])
  })
})

it('does not tell that what should go is gone', async () => {
  server.change(INBOX, { op: 'purge', id: 'milk' })
  sync.change(INBOX, { op: 'trash', id: 'milk' })
  await sync.syncNow()
  expect(shown()).toBeUndefined()
  expect(sync.notices.value).toEqual([])
})

describe('a to-do that went to another list meanwhile', () => {
  const away: Op = { op: 'move', id: 'milk', to: HOME, order: 'a5' }

  it('is followed without a word', async () => {
    server.change(INBOX, away)
    sync.change(INBOX, title('Oat milk'))
    await sync.syncNow()
    expect(server.todos.get('milk')).toMatchObject({ listId: HOME, title: 'Oat milk' })
    expect(shown()).toMatchObject({ listId: HOME, title: 'Oat milk' })
    expect(sync.status.value).toEqual(SYNCED)
  })

  it('is moved on from there', async () => {
    server.change(HOME, { op: 'createList', name: 'x', colour: 'red' })
    server.change('third', { op: 'createList', name: 'Third', colour: 'red' })
    await sync.syncNow()
    server.change(INBOX, away)
    sync.change(INBOX, { op: 'move', id: 'milk', to: 'third', order: 'a7' })
    await sync.syncNow()
    expect(server.todos.get('milk')).toMatchObject({ listId: 'third', order: 'a7' })
  })

  it('is moved on from there before what was done after, by numbers that leave none out', async () => {
    server.change('third', { op: 'createList', name: 'Third', colour: 'red' })
    await sync.syncNow()
    server.change(INBOX, away)
    sync.change(INBOX, { op: 'move', id: 'milk', to: 'third', order: 'a7' })
    sync.change('third', tick())
    sync.change('third', title('Oat milk'))
    sync.change(INBOX, tick('tea'))
    await sync.syncNow()
    expect(numbers()).toEqual([[1], [2], [3, 4], [5]])
    expect(server.todos.get('milk')).toMatchObject({ listId: 'third', title: 'Oat milk' })
    expect([server.todos.get('milk')!.done, server.todos.get('tea')!.done]).toEqual([true, true])
    expect(sync.status.value).toEqual(SYNCED)
    sync.change('third', tick('milk', false))
    await sync.syncNow()
    expect(numbers().at(-1)).toEqual([6])
  })

  it('is followed by all that was sent together, in order', async () => {
    server.change(INBOX, away)
    sync.change(INBOX, title('First'))
    sync.change(INBOX, tick())
    sync.change(INBOX, title('Second'))
    await sync.syncNow()
    expect(server.applied.map(({ op }) => op.op)).toEqual(['patch', 'tick', 'patch'])
    expect(server.todos.get('milk')).toMatchObject({ title: 'Second', done: true })
  })

  it('is only put in its place where it was to go anyway', async () => {
    server.change(INBOX, away)
    sync.change(INBOX, { op: 'move', id: 'milk', to: HOME, order: 'a7' })
    await sync.syncNow()
    expect(server.todos.get('milk')).toMatchObject({ listId: HOME, order: 'a7' })
    expect(sync.notices.value).toEqual([])
  })

  it('takes along what was not sent yet, so that a later change stays the later one', async () => {
    const give = server.holdAnswers()
    const talk = sync.syncNow()
    server.change(INBOX, away)
    await until(() => server.calls.filter((call) => call === 'pull').length === 2)
    sync.change(INBOX, title('First'))
    give()
    await talk
    expect(shown()).toMatchObject({ listId: HOME, title: 'First' })
    sync.change(HOME, tick())
    sync.change(HOME, title('Second'))
    await sync.syncNow()
    expect(shown()).toMatchObject({ listId: HOME, title: 'Second' })
    expect(server.todos.get('milk')).toMatchObject({ listId: HOME, title: 'Second', done: true })
  })
})

describe('two changes of one text', () => {
  it('are both kept, and told once', async () => {
    server.change(INBOX, title('Their milk'), ME)
    sync.change(INBOX, title('My milk'))
    server.loseAnswer('push')
    await sync.syncNow()
    await sync.syncNow()
    expect(server.todos.get('milk')!.title).toBe('My milk')
    expect(sync.notices.value).toMatchObject([
      { kind: 'conflict', field: 'title', mine: 'My milk', theirs: 'Their milk', title: 'My milk' },
    ])
  })

  it('to the same are no conflict', async () => {
    server.change(INBOX, title('Oat milk'))
    sync.change(INBOX, title('Oat milk'))
    await sync.syncNow()
    expect(sync.notices.value).toEqual([])
  })
})

describe('a server that knows nothing of the ops before', () => {
  it('hears from a new client, with what it has not consumed', async () => {
    const backup = server.backUp()
    sync.change(INBOX, tick())
    await sync.syncNow()
    server.fail('pull')
    sync.change(INBOX, tick('tea'))
    server.restoreBackup(backup)
    await sync.syncNow()
    await sync.syncNow()
    const clients = server.pushes.map(({ clientId }) => clientId)
    expect(new Set(clients).size).toBe(2)
    expect(numbers()).toEqual([[1], [2], [1]])
    expect(server.todos.get('tea')!.done).toBe(true)
    expect(sync.status.value).toEqual(SYNCED)
  })
})

describe('a request that is turned down as a whole', () => {
  it.each([
    [403, 'forbidden'],
    [409, 'limit_reached'],
    [422, 'validation_failed'],
  ])('with %i blocks nothing behind it', async (status, code) => {
    const refusal = () => new ApiError('problem', { status, code })
    sync.change(INBOX, tick())
    sync.change(INBOX, tick('tea'))
    server.fail('push', refusal())
    server.fail('push', refusal())
    await sync.syncNow()
    expect(server.todos.get('tea')!.done).toBe(true)
    expect(sync.notices.value).toMatchObject([{ op: tick(), problem: { code } }])
    expect(sync.status.value.waiting).toBe(0)
  })

  const tooLarge = () => new ApiError('problem', { status: 413, code: 'too_large' })

  it('is sent op by op, until the one in the way is found and told', async () => {
    sync.change(INBOX, tick())
    sync.change(INBOX, tick('tea'))
    server.fail('push', tooLarge())
    server.fail('push', tooLarge())
    await sync.syncNow()
    expect(server.todos.get('milk')!.done).toBe(false)
    expect(server.todos.get('tea')!.done).toBe(true)
    expect(sync.notices.value).toMatchObject([{ kind: 'refused', op: tick() }])
    expect(sync.status.value.waiting).toBe(0)
  })
})
