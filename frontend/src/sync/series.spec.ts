import { afterEach, beforeEach, expect, it } from 'vitest'
import { followId } from '@/api/ids'
import type { Op } from '@/api/sync'
import { followOp } from '@/lib/recurrence'
import { createFakeServer, INBOX, makeTodo, type FakeServer } from '@/test/fakeServer'
import { createBrowser, type Browser } from '@/test/syncRig'
import type { Sync } from './types'

/** To-dos that repeat, completed on more than one device. */

const ID = '01936f00-0000-7000-8000-000000000001'
const NEXT = followId(ID)
const HOME = 'home'
const milk = makeTodo({ id: ID, title: 'Milk', due: '2026-11-23', repeat: 'FREQ=WEEKLY' })
const tick = (done: boolean): Op => ({ op: 'tick', id: ID, done })

let server: FakeServer
let browsers: Browser[]
let phone: Sync
let laptop: Sync

beforeEach(async () => {
  localStorage.clear()
  server = createFakeServer({ lists: [{ id: HOME }], todos: [milk] })
  browsers = [createBrowser(server), createBrowser(server)]
  phone = await browsers[0]!.open()
  laptop = await browsers[1]!.open()
})

afterEach(() => browsers.forEach((browser) => browser.closeAll()))

function complete(sync: Sync, on: string, listId = INBOX): void {
  sync.change(listId, tick(true))
  sync.change(listId, followOp(milk, on)!)
}

function undo(sync: Sync): void {
  sync.change(INBOX, tick(false))
  sync.change(INBOX, { op: 'trash', id: NEXT })
}

async function synchronize(...syncs: Sync[]): Promise<void> {
  for (const sync of syncs) {
    browsers[sync === phone ? 0 : 1]!.use()
    await sync.syncNow()
    expect(sync.status.value.waiting).toBe(0)
  }
}

const nextOn = (sync: Sync) => sync.todos.value.get(NEXT)

it('are followed by one, which is seen at once', async () => {
  complete(phone, '2026-11-23')
  complete(laptop, '2026-12-01')
  expect([nextOn(phone)!.due, nextOn(laptop)!.due]).toEqual(['2026-11-30', '2026-12-07'])
  await synchronize(phone, laptop, phone)
  expect(server.todos.size).toBe(2)
  expect(nextOn(laptop)).toEqual(nextOn(phone))
  expect(nextOn(phone)).toMatchObject({ due: '2026-11-30', repeat: 'FREQ=WEEKLY', done: false })
  expect([...phone.notices.value, ...laptop.notices.value]).toEqual([])
})

it('are followed by the same one when that was undone, and is done again', async () => {
  complete(phone, '2026-11-23')
  undo(phone)
  expect(nextOn(phone)!.deletedAt).not.toBeNull()
  complete(phone, '2026-11-23')
  expect(nextOn(phone)!.deletedAt).toBeNull()
  await synchronize(phone, laptop)
  expect(nextOn(laptop)).toMatchObject({ due: '2026-11-30', deletedAt: null })
})

it('are done where one undid it and the other had not heard of that', async () => {
  complete(laptop, '2026-11-23')
  complete(phone, '2026-11-23')
  undo(phone)
  await synchronize(phone, laptop, phone)
  expect(phone.todos.value.get(ID)!.done).toBe(true)
  expect(nextOn(phone)!.deletedAt).toBeNull()
})

it('are followed by nothing once somebody has reopened them', async () => {
  phone.change(INBOX, tick(true))
  await synchronize(phone, laptop)
  phone.change(INBOX, followOp(milk, '2026-11-23')!)
  laptop.change(INBOX, tick(false))
  await synchronize(laptop, phone)
  expect(nextOn(phone)).toBeUndefined()
  expect(phone.notices.value).toEqual([])
})

it('are followed where they are now', async () => {
  complete(phone, '2026-11-23')
  laptop.change(INBOX, { op: 'move', id: ID, to: HOME, order: 'a5' })
  await synchronize(laptop, phone, laptop)
  expect(nextOn(phone)).toMatchObject({ listId: HOME, due: '2026-11-30' })
  expect(nextOn(laptop)).toEqual(nextOn(phone))
  expect(phone.notices.value).toEqual([])
})

it('are told of once when they are gone', async () => {
  complete(phone, '2026-11-23')
  laptop.change(INBOX, { op: 'purge', id: ID })
  await synchronize(laptop, phone)
  expect(nextOn(phone)).toBeUndefined()
  expect(phone.notices.value).toMatchObject([{ kind: 'refused', op: { op: 'tick' } }])
})

it('are followed by what was deleted for ever no more', async () => {
  complete(phone, '2026-11-23')
  undo(phone)
  phone.change(INBOX, { op: 'purge', id: NEXT })
  await synchronize(phone, laptop)
  complete(laptop, '2026-11-23')
  await synchronize(laptop)
  expect(nextOn(laptop)).toBeUndefined()
})

it('say their title when the next one is refused', async () => {
  complete(phone, '2026-11-23')
  browsers[0]!.use()
  server.share(INBOX, 'me', 'viewer')
  await phone.syncNow()
  expect(phone.notices.value).toMatchObject([
    { op: { op: 'tick' }, title: 'Milk' },
    { op: { op: 'follow' }, title: 'Milk', problem: { code: 'forbidden' } },
  ])
})
