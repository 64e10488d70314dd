import { ref, shallowRef } from 'vue'
import { ApiError } from '@/api'
import type { Op } from '@/api/sync'
import type { Todo } from '@/api/types'
import { createCopy } from './copy'
import { deleteDatabase, nameOf } from './database'
import { createHealth } from './health'
import type { KeeperOptions } from './keeper'
import { hold, openLock, roundLock, type Locks } from './locks'
import { createMarker } from './marker'
import { dismiss } from './outbox'
import type { Hint } from './reading'
import type { SyncApi } from './round'
import { createSchedule, realTimers, type Timers } from './schedule'
import type { Sync, SyncStatus } from './types'

type Channel = Pick<BroadcastChannel, 'postMessage' | 'close' | 'onmessage'>

/** Something was written; or, with `isRound`, a tab has spoken to the server. */
interface Message {
  hints?: Hint[]
  isRound?: boolean
}

export interface SyncOptions {
  /** Whose copy it is. */
  sub: string
  api: SyncApi
  locks?: Locks
  openChannel?: (name: string) => Channel
  openDatabase?: KeeperOptions['open']
  now?: () => number
  /** From 0 to 1, below 1. */
  random?: () => number
  timers?: Timers
}

// A device that hangs is not waited for.
const LEAVE_MS = 1_000
// A focus that comes so soon after the last talk has nothing to ask.
const FRESH_MS = 2_000
// How often to ask for what others did: seldom who is alone, and who has left the page to itself.
const POLL_MS = { alone: 30_000, together: 4_000, idle: 60_000 }
const IDLE_MS = 5 * 60_000

/** Half a character, such as a cut emoji leaves, would have the server refuse all that is sent with it. */
const wellFormed = (_: string, value: unknown) =>
  typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\ufffd') : value

/** The texts as the person sees them while changing them. */
function withWas(op: Op, shown: Todo | undefined): Op {
  if (op.op !== 'patch' || !shown) return op
  const keys = (['title', 'notes'] as const).filter((key) => op.fields?.[key] !== undefined)
  if (!keys.length) return op
  return { ...op, was: { ...Object.fromEntries(keys.map((key) => [key, shown[key]])), ...op.was } }
}

const STARTING: SyncStatus = {
  state: 'saving',
  isOffline: false,
  waiting: 0,
  trouble: null,
}
const KEYS = Object.keys(STARTING) as (keyof SyncStatus)[]

export function createSync(options: SyncOptions): Sync {
  const {
    sub,
    api,
    locks = navigator.locks,
    now = Date.now,
    random = Math.random,
    timers = realTimers,
  } = options
  const { openChannel = (name) => new BroadcastChannel(name) } = options
  const marker = createMarker(sub)
  // Read before anything of ours is written there.
  const awaited = marker.read()
  const health = createHealth()
  const channel = openChannel(nameOf(sub))
  const releaseOpen = hold(locks, openLock(sub))
  const closing = new AbortController()
  const status = shallowRef<SyncStatus>(STARTING)
  const inboxId = shallowRef<string | null>(null)
  const isReady = ref(false)
  const isUntouched = ref(false)
  const hasFailed = ref(false)
  let isClosed = false
  let spokenAt = -Infinity
  let hasAsked = false
  let running: Promise<void> | undefined
  let following: Promise<void> | undefined

  const copy = createCopy({
    sub,
    now,
    timers,
    ...(options.openDatabase && { open: options.openDatabase }),
    onChange: report,
    onWrite: (hints) => tell({ hints }),
    onTrouble: health.add,
    onFresh: noticeLoss,
  })
  let round: (() => Promise<void>) | undefined
  let actedAt = now()
  let isExpecting = false
  const schedule = createSchedule({
    run: () => void talk(),
    isVisible,
    pollMs,
    now,
    random,
    timers,
  })

  // --- What the page is told ---

  function isVisible(): boolean {
    return document.visibilityState === 'visible'
  }

  function pollMs(): number {
    const isShared = [...copy.view.lists.value.values()].some(({ members }) => members.length > 1)
    if (!isShared && !isExpecting) return POLL_MS.alone
    return now() - actedAt < IDLE_MS ? POLL_MS.together : POLL_MS.idle
  }

  /** Who comes back to the page wants to see what others did meanwhile. */
  function act(): void {
    const wasIdle = now() - actedAt >= IDLE_MS
    actedAt = now()
    if (wasIdle) wake()
  }

  function statusNow(isWhole: boolean): SyncStatus {
    const trouble = health.trouble()
    const isOffline = health.isOffline()
    const waiting = copy.waiting()
    const calm = isOffline ? 'offline' : waiting || !isWhole ? 'saving' : 'synced'
    const state = trouble || copy.notices.value.length ? 'attention' : calm
    return { state, isOffline, waiting, trouble }
  }

  function report(): void {
    if (isClosed) return
    const meta = copy.meta()
    const isWhole = meta?.isWhole ?? false
    // Who waits for the copy finds what it says, and not the status from before it was read.
    const next = statusNow(isWhole)
    if (KEYS.some((key) => next[key] !== status.value[key])) status.value = next
    isReady.value = isWhole
    if (isWhole) hasFailed.value = false
    inboxId.value = meta?.inboxId ?? null
    // A copy of last week knows nothing of what other devices did since.
    isUntouched.value = spokenAt > 0 && copy.isUntouched()
    // Before it was read, zero is not yet the truth.
    if (meta) marker.write(next.waiting)
  }

  function noticeLoss(): void {
    if (awaited) health.lose(awaited)
    report()
  }

  function tell(message: Message): void {
    if (!isClosed) channel.postMessage(message)
  }

  // --- Talking to the server ---

  function succeed(): void {
    health.succeed()
    spokenAt = now()
    schedule.succeeded()
    tell({ isRound: true })
  }

  function fail(error: unknown): void {
    if (isClosed) return
    hasFailed.value = !isReady.value
    health.fail(error)
    // Nobody but the person can go on from here.
    if (health.isOver()) schedule.pause()
    else schedule.failed(error instanceof ApiError ? error.retryAfterMs : null)
  }

  /** Talking is no part of the first look, and comes after it. */
  async function prepare(): Promise<() => Promise<void>> {
    const { createRound } = await import('./round').catch((cause: unknown) => {
      throw new ApiError('offline', {}, { cause })
    })
    return createRound({ copy, api, closing: closing.signal })
  }

  async function talkOnce(): Promise<void> {
    try {
      const speak = (round ??= await prepare())
      await (locks ? locks.request(roundLock(sub), speak) : speak())
      succeed()
    } catch (error) {
      fail(error)
    }
    report()
  }

  /** One at a time. Who asks meanwhile gets one that begins after that. */
  function talk(): Promise<void> {
    if (isClosed) return Promise.resolve()
    if (running) return (following ??= running.then(() => ((following = undefined), talk())))
    return (running = talkOnce().finally(() => (running = undefined)))
  }

  function syncNow(): Promise<void> {
    health.forgive()
    schedule.reset()
    return talk()
  }

  // --- What happens around us ---

  function catchUp(hints?: Hint[]): void {
    void copy.catchUp(hints).catch(() => {})
  }

  function retry(): void {
    if (health.isOver()) return
    schedule.reset()
    void talk()
  }

  function wake(): void {
    if (!isVisible()) return
    // A tab that was put to sleep has missed what others said.
    catchUp()
    if (!running && now() - spokenAt >= FRESH_MS) retry()
  }

  function hear({ hints, isRound }: Message): void {
    if (isRound) schedule.heard()
    if (hints) catchUp(hints)
  }

  channel.onmessage = ({ data }) => hear(data as Message)
  const on = { signal: closing.signal }
  document.addEventListener('visibilitychange', wake, on)
  window.addEventListener('focus', wake, on)
  window.addEventListener('pointerdown', act, on)
  window.addEventListener('keydown', act, on)
  window.addEventListener('online', retry, on)
  window.addEventListener('offline', report, on)

  // --- Verbs ---

  function askToStay(): void {
    if (hasAsked) return
    hasAsked = true
    void navigator.storage?.persist?.().catch(() => {})
  }

  async function save(): Promise<void> {
    try {
      await copy.flush()
      health.written()
    } catch (error) {
      health.notWritten(error)
    }
    report()
  }

  function change(listId: string, op: Op): void {
    const shown = 'id' in op ? copy.view.todos.value.get(op.id) : undefined
    // What the page hands over may be reactive, and a database takes no proxies.
    const plain = JSON.parse(JSON.stringify(withWas(op, shown)), wellFormed) as Op
    copy.add({ listId, op: plain, at: new Date(now()).toISOString() })
    askToStay()
    void save()
    if (!health.isOver()) schedule.soon()
  }

  function stop(): Promise<void> {
    isClosed = true
    closing.abort()
    schedule.stop()
    channel.close()
    return copy.close()
  }

  /** Only when it is gone may another tab look after what we left. */
  async function wipe(): Promise<void> {
    await Promise.race([
      stop(),
      new Promise((resolve) => timers.set(() => resolve(null), LEAVE_MS)),
    ])
    await deleteDatabase(nameOf(sub))
    marker.write(0)
    releaseOpen()
  }

  void talk()

  return {
    todos: copy.view.todos,
    lists: copy.view.lists,
    me: copy.me,
    inboxId,
    isReady,
    isUntouched,
    hasFailed,
    status,
    notices: copy.notices,
    change,
    unwritten: copy.unwritten,
    setMe: copy.setMe,
    expectOthers: () => void (isExpecting = true),
    syncNow,
    deletedLists: () => [...copy.view.rows().keys()].filter((id) => !copy.view.lists.value.has(id)),
    dismiss: (...keys) => copy.run(dismiss(keys)).catch(() => {}),
    close: () => void stop().finally(releaseOpen),
    wipe,
  }
}
