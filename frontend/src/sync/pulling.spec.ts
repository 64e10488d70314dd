import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { watch } from 'vue'
import type { Op } from '@/api/sync'
import { createFakeServer, INBOX, makeTodo, type FakeServer } from '@/test/fakeServer'
import { createBrowser, until, SYNCED, type Browser } from '@/test/syncRig'
import type { Sync } from './types'

const HOME = 'home'
const DAY = 24 * 60 * 60 * 1000

let server: FakeServer
let browser: Browser
let sync: Sync

const tick = (id: string, done = true): Op => ({ op: 'tick', id, done })
const ids = (from: Sync = sync) => [...from.todos.value.keys()].sort()
const pullCount = () => server.calls.filter((call) => call === 'pull').length

beforeEach(async () => {
  localStorage.clear()
  const lists = [{ id: HOME, name: 'Home', members: { me: 'editor', bea: 'owner' } as const }]
  const todos = [
    makeTodo({ id: 'milk' }),
    makeTodo({ id: 'tea' }),
    makeTodo({ id: 'bed', listId: HOME }),
  ]
  server = createFakeServer({ lists, todos, people: ['bea'] })
  browser = createBrowser(server)
  sync = await browser.open()
})

afterEach(() => browser.closeAll())

describe('a new device', () => {
  it('may be shown when it has everything, and not before', async () => {
    const other = createBrowser(server)
    server.room.items = 2
    const before = pullCount()
    const fresh = other.openTab()
    const shown: string[][] = []
    const look = () => fresh.isReady.value && shown.push(ids(fresh))
    watch([fresh.todos, fresh.lists, fresh.isReady], look, { flush: 'sync' })
    await until(() => fresh.isReady.value)
    await fresh.syncNow()
    expect(shown).toEqual([['bed', 'milk', 'tea']])
    expect(pullCount() - before).toBeGreaterThan(2)
    other.closeAll()
  })

  it('knows whose it is, which Inbox it has, and its role in a list', () => {
    expect(sync.me.value?.id).toBe('me')
    expect(sync.inboxId.value).toBe(INBOX)
    expect(sync.lists.value.get(HOME)).toEqual({
      id: HOME,
      name: 'Home',
      colour: 'blue',
      archived: false,
      role: 'editor',
      members: [
        { id: 'me', role: 'editor', name: '' },
        { id: 'bea', role: 'owner', name: '' },
      ],
      createdAt: '2026-11-23T08:00:00.000Z',
    })
  })

  it('hears who comes, who goes, and who may do something else', async () => {
    server.share(HOME, 'cyn', 'viewer')
    server.share(HOME, 'me', 'viewer')
    server.share(HOME, 'bea', null)
    await sync.syncNow()
    expect(sync.lists.value.get(HOME)).toMatchObject({
      role: 'viewer',
      members: [
        { id: 'me', role: 'viewer' },
        { id: 'cyn', role: 'viewer' },
      ],
    })
  })

  it('says when it gets nothing, until it does', async () => {
    const other = createBrowser(server)
    server.goOffline()
    const fresh = await other.open()
    expect([fresh.isReady.value, fresh.hasFailed.value]).toEqual([false, true])
    server.goOnline()
    await fresh.syncNow()
    expect([fresh.isReady.value, fresh.hasFailed.value]).toEqual([true, false])
    other.closeAll()
  })

  it('opens without a network next time', async () => {
    browser.closeAll()
    server.goOffline()
    const again = await browser.open()
    expect(again.isReady.value).toBe(true)
    expect(ids(again)).toEqual(['bed', 'milk', 'tea'])
    expect(again.me.value?.id).toBe('me')
    expect(again.status.value.state).toBe('offline')
  })
})

describe('what changed elsewhere', () => {
  it('comes with the next talk, and only that', async () => {
    const milk = sync.todos.value.get('milk')
    server.change(INBOX, tick('tea'))
    await sync.syncNow()
    expect(sync.todos.value.get('tea')!.done).toBe(true)
    expect(sync.todos.value.get('milk')).toBe(milk)
  })

  it('is shown in its new list when it was moved, and nowhere when it is gone', async () => {
    server.change(INBOX, { op: 'move', id: 'milk', to: HOME, order: 'a5' })
    server.change(INBOX, { op: 'purge', id: 'tea' })
    await sync.syncNow()
    expect(ids()).toEqual(['bed', 'milk'])
    expect(sync.todos.value.get('milk')!.listId).toBe(HOME)
  })

  it('shows a moved to-do once although its lists come on two pages', async () => {
    server.room.items = 1
    server.change(HOME, { op: 'move', id: 'bed', to: INBOX, order: 'a5' })
    await sync.syncNow()
    expect(ids()).toEqual(['bed', 'milk', 'tea'])
    expect(sync.todos.value.get('bed')!.listId).toBe(INBOX)
  })

  it('goes with its list, and comes back with it', async () => {
    server.change(HOME, { op: 'trashList' }, 'bea')
    await sync.syncNow()
    expect([...sync.lists.value.keys()]).toEqual([INBOX])
    expect(ids()).toEqual(['milk', 'tea'])
    server.change(HOME, { op: 'restoreList' }, 'bea')
    await sync.syncNow()
    expect(ids()).toEqual(['bed', 'milk', 'tea'])
  })

  it('does not show through an own change that waits', async () => {
    server.goOffline()
    sync.change(INBOX, tick('milk'))
    await sync.syncNow()
    server.goOnline()
    server.change(INBOX, { op: 'patch', id: 'milk', fields: { title: 'Oat milk' } })
    server.fail('push')
    await sync.syncNow()
    expect(sync.todos.value.get('milk')!.done).toBe(true)
  })

  it('is forgotten once one is no member of its list', async () => {
    server.goOffline()
    sync.change(HOME, tick('bed'))
    await sync.syncNow()
    server.goOnline()
    server.share(HOME, 'me', null)
    await sync.syncNow()
    expect([...sync.lists.value.keys()]).toEqual([INBOX])
    expect(ids()).toEqual(['milk', 'tea'])
    expect(sync.notices.value).toMatchObject([{ kind: 'refused', op: tick('bed') }])
    server.share(HOME, 'me', 'viewer')
    await sync.syncNow()
    expect(ids()).toEqual(['bed', 'milk', 'tea'])
    expect(sync.lists.value.get(HOME)!.role).toBe('viewer')
  })

  it('is not shown from the trash after 30 days', async () => {
    server.change(INBOX, { op: 'trash', id: 'milk' })
    await sync.syncNow()
    expect(sync.todos.value.get('milk')!.deletedAt).not.toBeNull()
    browser.closeAll()
    await browser.clock.pass(31 * DAY)
    const later = await browser.open()
    expect(ids(later)).toEqual(['bed', 'tea'])
  })
})

it('removes a list for good that was in the trash for more than 30 days', async () => {
  server.change(HOME, { op: 'trashList' }, 'bea')
  await sync.syncNow()
  server.advance(31 * DAY)
  await sync.syncNow()
  await sync.syncNow()
  expect(Object.keys(server.pulls.at(-1)!.cursors)).toEqual([INBOX])
  expect(ids()).toEqual(['milk', 'tea'])
})

it('does not drop an op before a final page shows what it did', async () => {
  sync.change(INBOX, tick('milk'))
  server.room.items = 1
  for (const id of ['milk', 'tea']) server.change(INBOX, { op: 'order', id, order: 'a9' })
  const seen: (boolean | undefined)[] = []
  const talk = sync.syncNow()
  await until(() => {
    seen.push(sync.todos.value.get('milk')?.done)
    return sync.status.value.state === 'synced'
  })
  await talk
  expect(seen.every((done) => done)).toBe(true)
})

describe('an answer that comes late', () => {
  it('undoes no later one', async () => {
    // Two tabs without locks both ask, and the second is answered first.
    browser.closeAll()
    browser.hub.setDeaf(true)
    const one = await browser.open({ locks: undefined })
    const two = await browser.open({ locks: undefined })
    server.change(INBOX, tick('milk'))
    const before = pullCount()
    const give = server.delayAnswer('pull')
    const late = one.syncNow()
    await until(() => pullCount() > before)
    server.change(INBOX, tick('milk', false))
    await two.syncNow()
    const seen: boolean[] = []
    const look = (tab: Sync) => void seen.push(tab.todos.value.get('milk')!.done)
    for (const tab of [one, two]) watch(tab.todos, () => look(tab), { flush: 'sync' })
    give()
    await late
    expect(seen).not.toContain(true)
    expect(one.todos.value.get('milk')!.done).toBe(false)
  })

  it('is followed by a question from where the other tab got to', async () => {
    browser.closeAll()
    browser.hub.setDeaf(true)
    const one = await browser.open({ locks: undefined })
    const two = await browser.open({ locks: undefined })
    server.room.items = 1
    for (const id of ['milk', 'tea']) server.change(INBOX, tick(id))
    const before = pullCount()
    const give = server.delayAnswer('pull')
    const late = one.syncNow()
    await until(() => pullCount() > before)
    await two.syncNow()
    give()
    await late
    expect(one.todos.value.get('tea')!.done).toBe(true)
    // The late one, two pages of the other tab, and one that has nothing new.
    expect(pullCount() - before).toBe(4)
  })
})

describe('starting over', () => {
  it('after a long absence keeps what was not sent, and numbers go on', async () => {
    sync.change(INBOX, tick('milk'))
    await sync.syncNow()
    server.goOffline()
    sync.change(INBOX, tick('tea'))
    await sync.syncNow()
    server.advance(61 * DAY)
    server.change(INBOX, { op: 'purge', id: 'milk' })
    server.goOnline()
    server.fail('push')
    await sync.syncNow()
    await sync.syncNow()
    expect(ids()).toEqual(['bed', 'tea'])
    expect(server.todos.get('tea')!.done).toBe(true)
    expect(new Set(server.pushes.map(({ clientId }) => clientId)).size).toBe(1)
    expect(sync.status.value).toEqual(SYNCED)
  })

  it('from a backup sends again what that does not know', async () => {
    const backup = server.backUp()
    sync.change(INBOX, tick('milk'))
    server.fail('pull')
    await sync.syncNow()
    server.restoreBackup(backup)
    await sync.syncNow()
    await sync.syncNow()
    expect(server.todos.get('milk')!.done).toBe(true)
    expect(sync.todos.value.get('milk')!.done).toBe(true)
    expect(sync.isReady.value).toBe(true)
  })

  it('shows what the server has, also where a cursor is the same by chance', async () => {
    const backup = server.backUp()
    server.change(INBOX, tick('milk'))
    await sync.syncNow()
    server.restoreBackup(backup)
    server.change(INBOX, tick('tea'))
    await sync.syncNow()
    expect(sync.todos.value.get('milk')!.done).toBe(false)
    expect(sync.todos.value.get('tea')!.done).toBe(true)
  })
})
