import { deleteDB } from 'idb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Op } from '@/api/sync'
import { createFakeServer, INBOX, makeTodo, type FakeServer } from '@/test/fakeServer'
import { breathe, createBrowser, type Browser } from '@/test/syncRig'
import { openDatabase } from './database'
import { forgetOthers } from './forget'

/** What becomes of the copy of who leaves. */

const NAME = 'doable.me'

let server: FakeServer
let browser: Browser

const tick = (): Op => ({ op: 'tick', id: 'milk', done: true })
const names = async () => (await indexedDB.databases()).map(({ name }) => name).sort()

beforeEach(() => {
  localStorage.clear()
  server = createFakeServer({ todos: [makeTodo({ id: 'milk' })] })
  browser = createBrowser(server)
  browser.use()
})

afterEach(() => browser.closeAll())

describe('signing out', () => {
  it('removes the copy, and that something waited in it', async () => {
    const sync = await browser.open()
    server.goOffline()
    sync.change(INBOX, tick())
    await breathe()
    expect(localStorage.length).toBe(1)
    await sync.wipe()
    expect(await names()).toEqual([])
    expect(localStorage.length).toBe(0)
  })

  it('lets nobody else look after it before it is gone', async () => {
    const sync = await browser.open()
    const removed: string[] = []
    const deleteDatabase = indexedDB.deleteDatabase.bind(indexedDB)
    vi.spyOn(indexedDB, 'deleteDatabase').mockImplementation((name) => {
      const act = (lock: unknown) => void removed.push(lock ? 'free' : 'held')
      void browser.locks.request('doable.open.me', { ifAvailable: true }, act)
      return deleteDatabase(name)
    })
    await sync.wipe()
    expect(removed).toEqual(['held'])
  })

  it('does not wait for a device that hangs', async () => {
    const open: typeof openDatabase = async (...args) => {
      const db = await openDatabase(...args)
      return { ...db, run: (work, how) => (isStuck ? new Promise(() => {}) : db.run(work, how)) }
    }
    let isStuck = false
    const sync = await browser.open({ openDatabase: open })
    isStuck = true
    sync.change(INBOX, tick())
    const wiped = sync.wipe()
    await breathe()
    expect(await names()).toEqual([NAME])
    await browser.clock.pass(1_000)
    await wiped
    expect(await names()).toEqual([])
  })

  it('does so under the eyes of another tab', async () => {
    const sync = await browser.open()
    const other = await browser.open()
    await sync.wipe()
    expect(await names()).toEqual([])
    expect(other.status.value.state).toBe('attention')
  })

  it('leaves the copy where it is only closed', async () => {
    ;(await browser.open()).close()
    await breathe()
    expect(await names()).toEqual([NAME])
  })
})

describe('copies of other people', () => {
  const forget = () => forgetOthers('cleo', browser.locks)

  it('are removed', async () => {
    await browser.open()
    browser.closeAll()
    await breathe()
    await browser.open({ sub: 'cleo' })
    await forget()
    expect(await names()).toEqual(['doable.cleo'])
  })

  it('stay while something in them was not sent', async () => {
    const sync = await browser.open()
    server.goOffline()
    sync.change(INBOX, tick())
    await sync.syncNow()
    browser.closeAll()
    await breathe()
    await forget()
    expect(await names()).toEqual([NAME])
  })

  it('stay while a tab has them open', async () => {
    await browser.open()
    await forget()
    expect(await names()).toEqual([NAME])
  })

  it('are not made anew by looking at what is gone by now', async () => {
    await browser.open()
    browser.closeAll()
    await breathe()
    const databases = await indexedDB.databases()
    vi.spyOn(indexedDB, 'databases').mockResolvedValue(databases)
    await deleteDB(NAME)
    await forget()
    vi.restoreAllMocks()
    expect(await names()).toEqual([])
  })

  it('stay where the browser cannot tell', async () => {
    await browser.open()
    browser.closeAll()
    await breathe()
    await forgetOthers('cleo', undefined)
    expect(await names()).toEqual([NAME])
  })
})
