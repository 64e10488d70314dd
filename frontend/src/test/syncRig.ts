import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { createSync, type SyncOptions } from '@/sync/createSync'
import type { Locks } from '@/sync/locks'
import type { Sync, SyncStatus } from '@/sync/types'
import { createFakeServer, ME, type FakeServer } from './fakeServer'

/** The status when there is nothing to tell. */
export const SYNCED: SyncStatus = {
  state: 'synced',
  isOffline: false,
  waiting: 0,
  trouble: null,
}

/** Time that passes only when a test says so. */
export function createClock(start = Date.parse('2026-11-23T08:00:00.000Z')) {
  let time = start
  let last = 0
  const due = new Map<number, { at: number; run: () => void }>()

  function next(until: number): [number, { at: number; run: () => void }] | undefined {
    return [...due].filter(([, { at }]) => at <= until).sort(([, a], [, b]) => a.at - b.at)[0]
  }

  return {
    now: () => time,
    timers: {
      set(run: () => void, ms: number) {
        due.set(++last, { at: time + ms, run })
        return last
      },
      clear: (timer: unknown) => void due.delete(timer as number),
    },
    /** In how many milliseconds the next timer rings. */
    wait: () => Math.min(...[...due.values()].map(({ at }) => at - time)),
    async pass(ms: number): Promise<void> {
      const until = time + ms
      for (let found = next(until); found; found = next(until)) {
        const [timer, { at, run }] = found
        due.delete(timer)
        time = Math.max(time, at)
        run()
        await breathe()
      }
      time = until
    },
  }
}

/** Lets everything that waits for nothing outside happen. */
export async function breathe(turns = 30): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve))
}

export async function until(isSo: () => boolean, what = String(isSo)): Promise<void> {
  for (let turn = 0; turn < 5_000; turn++) {
    if (isSo()) return
    await new Promise((resolve) => setImmediate(resolve))
  }
  throw new Error(`It never came to this: ${what}`)
}

/** The channels of one browser: a message reaches every tab but the one that sent it. */
export function createHub() {
  interface Port {
    name: string
    onmessage: BroadcastChannel['onmessage']
  }
  const ports = new Set<Port>()
  let isDeaf = false

  function open(name: string) {
    const port: Port = { name, onmessage: null }
    ports.add(port)
    const deliver = (to: Port, data: unknown) =>
      queueMicrotask(() => {
        if (ports.has(to)) to.onmessage?.call(to as BroadcastChannel, { data } as MessageEvent)
      })
    return Object.assign(port, {
      postMessage(data: unknown) {
        const others = [...ports].filter((other) => other !== port && other.name === name)
        if (!isDeaf) others.forEach((other) => deliver(other, structuredClone(data)))
      },
      close: () => void ports.delete(port),
    })
  }

  return { open, setDeaf: (value: boolean) => (isDeaf = value) }
}

/** The locks of one browser. */
export function createLocks(): Locks {
  interface Turn {
    isShared: boolean
    go: () => void
  }
  const held = new Map<string, Turn[]>()
  const queues = new Map<string, Turn[]>()

  const isFree = (name: string, { isShared }: Turn) =>
    (held.get(name) ?? []).every((other) => isShared && other.isShared)

  function serve(name: string): void {
    const queue = queues.get(name) ?? []
    while (queue[0] && isFree(name, queue[0])) {
      const turn = queue.shift()!
      held.set(name, [...(held.get(name) ?? []), turn])
      turn.go()
    }
  }

  async function request(name: string, ...rest: unknown[]): Promise<unknown> {
    const act = rest.at(-1) as (lock: Lock | null) => unknown
    const { mode, ifAvailable } = (rest.length > 1 ? rest[0] : {}) as LockOptions
    const turn: Turn = { isShared: mode === 'shared', go: () => {} }
    if (ifAvailable && !isFree(name, turn)) return act(null)
    await new Promise<void>((go) => {
      turn.go = go
      queues.set(name, [...(queues.get(name) ?? []), turn])
      serve(name)
    })
    try {
      return await act({ name, mode: mode ?? 'exclusive' })
    } finally {
      held.set(
        name,
        held.get(name)!.filter((other) => other !== turn),
      )
      serve(name)
    }
  }

  return { request } as Locks
}

/** A browser with its own database, and a server; `open` opens tabs in it. */
export function createBrowser(server: FakeServer = createFakeServer()) {
  const clock = createClock()
  const hub = createHub()
  const locks = createLocks()
  const factory = new IDBFactory()
  const tabs: Sync[] = []

  function use(): void {
    globalThis.indexedDB = factory
  }

  function openTab(options: Partial<SyncOptions> = {}): Sync {
    use()
    const { sub = ME } = options
    const sync = createSync({
      sub,
      api: server.as(sub),
      locks,
      openChannel: hub.open,
      now: clock.now,
      random: () => 0.5,
      timers: clock.timers,
      ...options,
    })
    tabs.push(sync)
    return sync
  }

  /** A tab that has pulled everything. */
  async function open(options: Partial<SyncOptions> = {}): Promise<Sync> {
    const sync = openTab(options)
    await sync.syncNow()
    return sync
  }

  return {
    server,
    clock,
    hub,
    locks,
    factory,
    use,
    openTab,
    open,
    closeAll: () => tabs.splice(0).forEach((tab) => tab.close()),
  }
}

export type Browser = ReturnType<typeof createBrowser>
