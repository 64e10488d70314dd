import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, type Api } from '@/api'
import type { Op } from '@/api/sync'
import { createFakeServer, INBOX, makeTodo, type FakeServer } from '@/test/fakeServer'
import { breathe, createBrowser, SYNCED, until, type Browser } from '@/test/syncRig'
import type { Sync } from './types'

let server: FakeServer
let browser: Browser
let sync: Sync

const TICK: Op = { op: 'tick', id: 'milk', done: true }
const problem = (status: number, code: string, retryAfterMs: number | null = null) =>
  new ApiError('problem', { status, code }, { retryAfterMs })
const isDone = () => server.todos.get('milk')!.done

beforeEach(async () => {
  localStorage.clear()
  server = createFakeServer({ todos: [makeTodo({ id: 'milk' })] })
  browser = createBrowser(server)
  sync = await browser.open()
  // The tests are about what comes after the first talk.
  await browser.clock.pass(5_000)
})

afterEach(() => browser.closeAll())

async function passAndBreathe(ms: number): Promise<void> {
  await browser.clock.pass(ms)
  await breathe()
}

describe('without a network', () => {
  beforeEach(async () => {
    server.goOffline()
    sync.change(INBOX, TICK)
    await passAndBreathe(300)
  })

  it('says so, and how much waits', () => {
    expect(sync.status.value).toEqual({ ...SYNCED, state: 'offline', isOffline: true, waiting: 1 })
  })

  it('tries again by itself, later and later', async () => {
    const waits = [browser.clock.wait()]
    for (let turn = 0; turn < 3; turn++) {
      await passAndBreathe(browser.clock.wait())
      waits.push(browser.clock.wait())
    }
    expect(waits).toEqual([500, 1000, 2000, 4000])
    server.goOnline()
    await passAndBreathe(4000)
    expect(isDone()).toBe(true)
    expect(sync.status.value.state).toBe('synced')
  })

  it.each(['online', 'focus'])('tries at once when the page hears “%s”', async (event) => {
    server.goOnline()
    window.dispatchEvent(new Event(event))
    await breathe()
    expect(isDone()).toBe(true)
  })

  it('tries at once when the page is seen again', async () => {
    server.goOnline()
    document.dispatchEvent(new Event('visibilitychange'))
    await breathe()
    expect(isDone()).toBe(true)
  })

  it('tries at once when the person wants it', async () => {
    server.goOnline()
    await sync.syncNow()
    expect(isDone()).toBe(true)
  })
})

it('is offline when the browser says so', async () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  window.dispatchEvent(new Event('offline'))
  expect(sync.status.value.state).toBe('offline')
})

describe('a server in trouble', () => {
  it('is asked again when it said', async () => {
    server.fail('push', problem(503, 'unavailable', 7000))
    sync.change(INBOX, TICK)
    await passAndBreathe(300)
    expect(sync.status.value).toMatchObject({ state: 'saving', waiting: 1 })
    expect(browser.clock.wait()).toBe(7500)
    await passAndBreathe(7500)
    expect(isDone()).toBe(true)
  })

  it('is spoken of only when it lasts, and no more after', async () => {
    sync.change(INBOX, TICK)
    const said: boolean[] = []
    for (let turn = 0; turn < 4; turn++) {
      server.fail('push')
      await sync.syncNow()
      said.push(sync.status.value.trouble !== null)
    }
    expect(said).toEqual([false, false, false, true])
    await sync.syncNow()
    expect(sync.status.value).toEqual(SYNCED)
  })

  it.each([403, 404, 413])(
    'before which a proxy says %i loses nothing that is kept here',
    async (status) => {
      sync.change(INBOX, TICK)
      for (let turn = 0; turn < 4; turn++) {
        server.fail('push', problem(status, 'internal'))
        await sync.syncNow()
      }
      expect(sync.notices.value).toEqual([])
      expect(sync.status.value).toMatchObject({ state: 'attention', waiting: 1 })
      expect(sync.status.value.trouble?.kind).toBe('server')
      await sync.syncNow()
      expect(isDone()).toBe(true)
    },
  )

  it('that makes no sense is not asked without end', async () => {
    const api = server.api
    const mad = createBrowser(server)
    const other = mad.openTab({
      api: { ...api, push: async () => ({ last: 0, results: [] }) },
    })
    await other.syncNow()
    other.change(INBOX, TICK)
    await other.syncNow()
    expect(other.status.value).toMatchObject({ state: 'saving', waiting: 1 })
    mad.closeAll()
  })
})

describe('a session that is over', () => {
  beforeEach(async () => {
    server.fail('push', problem(401, 'unauthorized'))
    sync.change(INBOX, TICK)
    await passAndBreathe(300)
  })

  it('is said, and nothing is sent or lost', async () => {
    expect(sync.status.value).toMatchObject({ state: 'attention', waiting: 1 })
    expect(sync.status.value.trouble?.kind).toBe('session')
    const before = server.calls.length
    sync.change(INBOX, { op: 'order', id: 'milk', order: 'a7' })
    window.dispatchEvent(new Event('focus'))
    await passAndBreathe(300_000)
    expect(server.calls.length).toBe(before)
    expect(sync.status.value.waiting).toBe(2)
  })

  it('is over no more once someone signed in', async () => {
    await sync.syncNow()
    expect(isDone()).toBe(true)
    expect(sync.status.value).toEqual(SYNCED)
  })
})

describe('an account that is being deleted', () => {
  it('is said at once, and nothing is asked any more, whatever happens', async () => {
    server.fail('pull', problem(403, 'account_deleted'))
    await passAndBreathe(30_000)
    expect(sync.status.value.trouble?.kind).toBe('deleted')
    const before = server.calls.length
    sync.change(INBOX, TICK)
    for (const event of ['focus', 'online']) window.dispatchEvent(new Event(event))
    await passAndBreathe(300_000)
    expect(server.calls.length).toBe(before)
  })

  it('may turn out not to be', async () => {
    server.fail('pull', problem(403, 'account_deleted'))
    await passAndBreathe(30_000)
    await sync.syncNow()
    expect(sync.status.value).toEqual(SYNCED)
  })
})

describe('while nothing happens', () => {
  it('hears of others’ changes within half a minute', async () => {
    server.change(INBOX, TICK)
    await passAndBreathe(30_000)
    expect(sync.todos.value.get('milk')!.done).toBe(true)
  })

  it('asks once for all tabs', async () => {
    await browser.open()
    await browser.clock.pass(40_000)
    const before = server.calls.length
    await passAndBreathe(60_000)
    expect([1, 2, 3]).toContain(server.calls.length - before)
  })

  it('waits for no answer any more once it was closed', async () => {
    const signals: AbortSignal[] = []
    const pull: Api['pull'] = (request, signal) => {
      signals.push(signal!)
      return server.api.pull(request)
    }
    const other = browser.openTab({ api: { ...server.api, pull } })
    await until(() => signals.length > 0)
    expect(signals[0]!.aborted).toBe(false)
    other.close()
    expect(signals[0]!.aborted).toBe(true)
  })

  it('asks nothing after it was closed', async () => {
    sync.close()
    const before = server.calls.length
    window.dispatchEvent(new Event('focus'))
    await passAndBreathe(100_000)
    await sync.syncNow()
    expect(server.calls.length).toBe(before)
  })
})

it('takes two who ask during a talk for one', async () => {
  server.hold()
  const before = server.calls.length
  const talks = [sync.syncNow(), sync.syncNow(), sync.syncNow()]
  server.release()
  await Promise.all(talks)
  expect(server.calls.length - before).toBe(2)
})

describe('with others in a list', () => {
  const pulls = () => server.calls.filter((call) => call === 'pull').length

  async function countIn(ms: number): Promise<number> {
    const before = pulls()
    for (let left = ms; left > 0; left -= 1_000) await passAndBreathe(1_000)
    return pulls() - before
  }

  beforeEach(async () => {
    server.share(INBOX, 'bea', 'editor')
    await sync.syncNow()
    window.dispatchEvent(new Event('keydown'))
  })

  it('asks every 4 s what they did, as long as somebody is there', async () => {
    expect(await countIn(60_000)).toBe(15)
    server.change(INBOX, TICK, 'bea')
    await countIn(5_000)
    expect(sync.todos.value.get('milk')!.done).toBe(true)
  })

  it('asks at most 150 times in an hour that nobody is there', async () => {
    const asked = await countIn(3_600_000)
    expect(asked).toBeGreaterThan(100)
    expect(asked).toBeLessThanOrEqual(150)
  })

  it('asks at once when somebody comes back', async () => {
    await countIn(600_000)
    server.change(INBOX, TICK, 'bea')
    window.dispatchEvent(new Event('pointerdown'))
    await breathe()
    expect(sync.todos.value.get('milk')!.done).toBe(true)
  })

  it('asks every 30 s when they have gone', async () => {
    server.share(INBOX, 'bea', null)
    await countIn(5_000)
    expect(await countIn(60_000)).toBe(2)
  })
})
