/** When to speak to the server: after changes soon, while visible now and then, after failures later. */
export interface Schedule {
  /** Something was changed. Does not shorten a wait after a failure. */
  soon(): void
  /** As if nothing had failed: who calls speaks to the server now. */
  reset(): void
  succeeded(): void
  failed(retryAfterMs: number | null): void
  /** Another tab spoke to the server just now. */
  heard(): void
  /** Nothing, until somebody changes something or speaks to the server. */
  pause(): void
  stop(): void
}

export interface Timers {
  set(run: () => void, ms: number): unknown
  clear(timer: unknown): void
}

export interface ScheduleOptions {
  run: () => void
  isVisible: () => boolean
  /** After how many milliseconds to ask again for what others did. */
  pollMs: () => number
  now: () => number
  random: () => number
  timers: Timers
}

const SOON_MS = 300
/** A tab that spoke to the server so lately, of the time between two polls, spoke for all. */
const RECENT = 5 / 6
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000

export const realTimers: Timers = {
  set: (run, ms) => setTimeout(run, ms),
  clear: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
}

export function createSchedule(options: ScheduleOptions): Schedule {
  const { run, isVisible, pollMs, now, random, timers } = options
  let timer: unknown
  let dueAt = Infinity
  /** What is due speaks to the server; a poll may find that it need not. */
  let isSure = false
  let failures = 0
  let spokenAt = -Infinity
  let isStopped = false

  function arm(ms: number, act: () => void): void {
    timers.clear(timer)
    dueAt = now() + ms
    isSure = act === run
    if (!isStopped) timer = timers.set(fire(act), ms)
  }

  const fire = (act: () => void) => () => {
    dueAt = Infinity
    act()
  }

  /** A page that nobody sees is in no hurry to hear of others' changes. */
  function poll(): void {
    const wait = spokenAt + pollMs() * RECENT - now()
    if (wait > 0) arm(wait, poll)
    else if (isVisible()) run()
    else arm(pollMs(), poll)
  }

  function succeeded(): void {
    failures = 0
    spokenAt = now()
    // What was changed meanwhile does not wait that long.
    if (dueAt > now() + pollMs()) arm(pollMs(), poll)
  }

  /** Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
  function failed(retryAfterMs: number | null): void {
    const longest = Math.min(FIRST_WAIT_MS * 2 ** failures++, LONGEST_WAIT_MS)
    arm((retryAfterMs ?? 0) + random() * longest, run)
  }

  function soon(): void {
    const isDue = isSure && dueAt <= now() + SOON_MS
    if (!failures && !isDue) arm(SOON_MS, run)
  }

  function reset(): void {
    failures = 0
    pause()
  }

  function pause(): void {
    timers.clear(timer)
    dueAt = Infinity
  }

  function stop(): void {
    isStopped = true
    pause()
  }

  return { soon, reset, succeeded, failed, heard: () => void (spokenAt = now()), pause, stop }
}
