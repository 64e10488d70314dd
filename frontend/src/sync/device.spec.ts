import { forceCloseDatabase } from 'fake-indexeddb'
import { deleteDB, openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Op } from '@/api/sync'
import { createFakeServer, INBOX, makeTodo, type FakeServer } from '@/test/fakeServer'
import { breathe, createBrowser, until, SYNCED, type Browser } from '@/test/syncRig'
import { openDatabase } from './database'
import type { Database, Entry } from './rows'

const NAME = 'doable.me'

let server: FakeServer
let browser: Browser

const tick = (id = 'milk', done = true): Op => ({ op: 'tick', id, done })
const isDone = (id = 'milk') => server.todos.get(id)!.done
const clients = () => new Set(server.pushes.map(({ clientId }) => clientId))

beforeEach(() => {
  localStorage.clear()
  server = createFakeServer({ todos: [makeTodo({ id: 'milk' }), makeTodo({ id: 'tea' })] })
  browser = createBrowser(server)
  browser.use()
})

afterEach(() => browser.closeAll())

/** A device that refuses to write while `error` is set. */
function refusingDevice() {
  const device = { error: null as DOMException | null, open }
  async function open(...args: Parameters<typeof openDatabase>): Promise<Database> {
    const db = await openDatabase(...args)
    return {
      close: () => db.close(),
      run: (work, options) =>
        device.error && !options?.isReading ? Promise.reject(device.error) : db.run(work, options),
    }
  }
  return device
}

describe('a device that is full', () => {
  const full = () => new DOMException('No room', 'QuotaExceededError')

  it('keeps changes in the tab, says so, and writes them in order once there is room', async () => {
    const device = refusingDevice()
    const sync = await browser.open({ openDatabase: device.open })
    device.error = full()
    sync.change(INBOX, tick())
    sync.change(INBOX, tick('milk', false))
    await breathe()
    expect(sync.status.value).toMatchObject({ state: 'attention', waiting: 2 })
    expect(sync.status.value.trouble?.kind).toBe('full')
    expect(sync.unwritten()).toBe(2)
    await sync.syncNow()
    expect(server.pushes).toEqual([])
    device.error = null
    sync.change(INBOX, tick('tea'))
    await sync.syncNow()
    expect(server.applied.map(({ op }) => op)).toEqual([tick(), tick('milk', false), tick('tea')])
    expect(sync.status.value).toEqual(SYNCED)
  })

  it('still sends what was stored before', async () => {
    let isFull = false
    const open: typeof openDatabase = async (...args) => {
      const db = await openDatabase(...args)
      const takes = (entry: Entry) => entry.isSent || !isFull
      const run: Database['run'] = (work, options) =>
        db.run(({ outbox, ...tables }) => {
          const put = async (entry: Entry) => {
            if (!takes(entry)) throw full()
            await outbox.put(entry)
          }
          return work({ ...tables, outbox: { ...outbox, put } })
        }, options)
      return { ...db, run }
    }
    const sync = await browser.open({ openDatabase: open })
    server.goOffline()
    sync.change(INBOX, tick())
    await sync.syncNow()
    isFull = true
    sync.change(INBOX, tick('tea'))
    server.goOnline()
    await sync.syncNow()
    expect([isDone(), isDone('tea')]).toEqual([true, false])
    expect(sync.status.value).toMatchObject({ state: 'attention', waiting: 1 })
    expect(sync.status.value.trouble?.kind).toBe('full')
    isFull = false
    await sync.syncNow()
    expect(isDone('tea')).toBe(true)
    expect(sync.status.value).toEqual(SYNCED)
  })

  it('shows what it has when a page does not fit', async () => {
    const device = refusingDevice()
    const sync = await browser.open({ openDatabase: device.open })
    device.error = full()
    server.change(INBOX, tick())
    await sync.syncNow()
    expect(sync.status.value.trouble?.kind).toBe('full')
    expect(sync.todos.value.size).toBe(2)
    device.error = null
    await sync.syncNow()
    expect(sync.todos.value.get('milk')!.done).toBe(true)
    expect(sync.status.value).toEqual(SYNCED)
  })
})

describe('a browser that has no database for us', () => {
  it('still does everything while the tab is open, and says so', async () => {
    const openDatabase = () => Promise.reject(new DOMException('Private', 'SecurityError'))
    const sync = await browser.open({ openDatabase })
    sync.change(INBOX, tick())
    await breathe()
    expect(sync.todos.value.get('milk')!.done).toBe(true)
    expect(sync.unwritten()).toBe(1)
    await sync.syncNow()
    expect(isDone()).toBe(true)
    expect(sync.unwritten()).toBe(0)
    expect(sync.status.value).toMatchObject({ state: 'attention', waiting: 0 })
    expect(sync.status.value.trouble?.kind).toBe('memory')
  })

  const events = { onTaken: () => {}, onLost: () => {} }

  it('is not one in which somebody made an empty one', async () => {
    ;(await openDB(NAME, 1)).close()
    const sync = await browser.open()
    expect(sync.status.value).toEqual(SYNCED)
    sync.change(INBOX, tick())
    await breathe()
    expect(sync.unwritten()).toBe(0)
  })

  it('is one that knew of no members, and hears of them', async () => {
    await browser.open()
    browser.closeAll()
    const db = await openDB(NAME)
    const all = await db.getAll('lists')
    db.close()
    await deleteDB(NAME)
    const older = await openDB(NAME, 1, {
      upgrade(db) {
        db.createObjectStore('meta')
        db.createObjectStore('lists', { keyPath: 'id' })
        db.createObjectStore('todos', { keyPath: ['listId', 'id'] })
        db.createObjectStore('outbox', { keyPath: 'n' }).createIndex('byTodo', 'op.id')
        db.createObjectStore('notices', { keyPath: 'key' })
      },
    })
    for (const { members: _, ...row } of all) await older.put('lists', row)
    older.close()
    const sync = await browser.open()
    await until(() => sync.isReady.value)
    expect(sync.lists.value.get(INBOX)?.members).toEqual([{ id: 'me', role: 'owner', name: '' }])
    expect(sync.todos.value.size).toBe(2)
  })

  it('is one in which an older tab does not let go', async () => {
    const older = await openDB(NAME, 1)
    await expect(openDatabase('me', events, 3)).rejects.toThrow('Another tab')
    older.close()
  })

  it('is one in which a sleeping tab keeps it from being removed, and so from being opened', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const sleeping = await openDB(NAME, 1)
    const removal = deleteDB(NAME, { blocked: () => {} })
    const opening = expect(openDatabase('me', events)).rejects.toThrow('Another tab')
    await breathe()
    vi.advanceTimersByTime(8_000)
    await opening
    sleeping.close()
    await removal
    vi.useRealTimers()
  })
})

describe('a newer Doable in another tab', () => {
  it('gets the database, and what is changed here is sent all the same', async () => {
    const sync = await browser.open()
    const newer = await openDB(NAME, 3)
    expect(sync.status.value.trouble?.kind).toBe('taken')
    sync.change(INBOX, tick())
    await sync.syncNow()
    expect(isDone()).toBe(true)
    expect(sync.status.value).toMatchObject({ state: 'attention', waiting: 0 })
    newer.close()
  })

  it('leaves what is changed from then on in this tab only', async () => {
    const sync = await browser.open()
    server.goOffline()
    sync.change(INBOX, tick())
    await sync.syncNow()
    const newer = await openDB(NAME, 3)
    expect(sync.unwritten()).toBe(0)
    sync.change(INBOX, tick('tea'))
    await sync.syncNow()
    expect(sync.unwritten()).toBe(1)
    newer.close()
  })

  it('sends what was written before, once', async () => {
    const sync = await browser.open()
    server.goOffline()
    sync.change(INBOX, tick())
    await sync.syncNow()
    const newer = await openDB(NAME, 3)
    expect(await newer.count('outbox')).toBe(1)
    server.goOnline()
    await sync.syncNow()
    expect(server.pushes.filter(({ ops }) => ops.length)).toHaveLength(1)
    newer.close()
  })
})

describe('a database that the browser closes', () => {
  const connections: IDBDatabase[] = []

  /** Sees every connection that is opened. */
  function watchConnections(): void {
    const open = IDBFactory.prototype.open
    vi.spyOn(indexedDB, 'open').mockImplementation((...args) => {
      const request = open.apply(indexedDB, args)
      request.addEventListener('success', () => connections.push(request.result))
      return request
    })
  }

  function breakConnections(): void {
    for (const db of connections.splice(0)) forceCloseDatabase(db as never)
  }

  beforeEach(watchConnections)

  it('is opened again, and nothing is lost', async () => {
    const sync = await browser.open()
    breakConnections()
    sync.change(INBOX, tick())
    await sync.syncNow()
    expect(isDone()).toBe(true)
    expect(sync.status.value).toEqual(SYNCED)
  })

  it('and gives back to nobody is done without, and what waits is sent from the tab', async () => {
    let isGone = false
    const open: typeof openDatabase = (...args) =>
      isGone ? Promise.reject(new Error('No more')) : openDatabase(...args)
    const sync = await browser.open({ openDatabase: open })
    server.goOffline()
    sync.change(INBOX, tick())
    await sync.syncNow()
    isGone = true
    breakConnections()
    await breathe()
    await browser.clock.pass(2_000)
    expect(sync.status.value).toMatchObject({ state: 'attention', waiting: 1 })
    expect(sync.todos.value.size).toBe(2)
    server.goOnline()
    await sync.syncNow()
    expect(isDone()).toBe(true)
    expect(sync.status.value.waiting).toBe(0)
  })

  it('and opens only a little later is waited for', async () => {
    let refusals = 0
    const open: typeof openDatabase = (...args) =>
      refusals-- > 0
        ? Promise.reject(new DOMException('Clearing', 'AbortError'))
        : openDatabase(...args)
    const sync = await browser.open({ openDatabase: open })
    refusals = 2
    breakConnections()
    sync.change(INBOX, tick())
    await breathe()
    await browser.clock.pass(300)
    await sync.syncNow()
    expect(isDone()).toBe(true)
    expect(sync.status.value).toEqual(SYNCED)
  })

  it('and wipes is written again with all that the tab holds, under the same numbers', async () => {
    const sync = await browser.open()
    sync.change(INBOX, tick())
    await sync.syncNow()
    server.goOffline()
    sync.change(INBOX, tick('tea'))
    await sync.syncNow()
    breakConnections()
    await deleteDB(NAME)
    sync.change(INBOX, tick('milk', false))
    await until(() => sync.status.value.waiting === 2)
    await breathe()
    browser.closeAll()
    server.goOnline()
    const again = browser.openTab()
    await until(() => again.todos.value.size === 2)
    await again.syncNow()
    expect(server.applied.map(({ n }) => n)).toEqual([1, 2, 3])
    expect(clients().size).toBe(1)
    expect(again.status.value).toEqual(SYNCED)
  })

  it('and wipes under two tabs is put together from both', async () => {
    const one = await browser.open()
    const two = await browser.open()
    server.goOffline()
    browser.hub.setDeaf(true)
    one.change(INBOX, tick())
    await breathe()
    two.change(INBOX, tick('tea'))
    await breathe()
    breakConnections()
    await deleteDB(NAME)
    await breathe()
    browser.hub.setDeaf(false)
    server.goOnline()
    await one.syncNow()
    await two.syncNow()
    expect([isDone(), isDone('tea')]).toEqual([true, true])
    for (const tab of [one, two]) await until(() => tab.status.value.state === 'synced')
  })
})

describe('a database that was removed while no tab was open', () => {
  it('is missed when something in it had not been sent', async () => {
    const sync = await browser.open()
    server.goOffline()
    sync.change(INBOX, tick())
    sync.change(INBOX, tick('tea'))
    await sync.syncNow()
    browser.closeAll()
    await breathe()
    await deleteDB(NAME)
    const again = browser.openTab()
    await until(() => again.status.value.trouble !== null)
    await breathe()
    expect(again.status.value.trouble).toEqual({ kind: 'lost', waiting: 2 })
    server.goOnline()
    await again.syncNow()
    expect(again.status.value).toEqual(SYNCED)
  })

  it('is not missed when all had been sent', async () => {
    const sync = await browser.open()
    sync.change(INBOX, tick())
    await sync.syncNow()
    browser.closeAll()
    await breathe()
    await deleteDB(NAME)
    expect((await browser.open()).status.value).toEqual(SYNCED)
  })
})

it('asks once that the browser keeps the copy, when there is something to keep', async () => {
  const persist = vi.fn(async () => true)
  vi.stubGlobal('navigator', Object.create(navigator, { storage: { value: { persist } } }))
  const sync = await browser.open()
  expect(persist).not.toHaveBeenCalled()
  sync.change(INBOX, tick())
  sync.change(INBOX, tick('tea'))
  expect(persist).toHaveBeenCalledTimes(1)
})
