import { openDatabase, type OpenEvents } from './database'
import { createMemory } from './memory'
import type { Keep } from './reading'
import type { Database, RunOptions, Work } from './rows'
import type { Timers } from './schedule'

/**
 * Holds the database open, through what browsers do to it, and runs one transaction after the
 * other. What a transaction gave back is in memory before the next one begins.
 */
export interface Keeper {
  run<T>(work: Work<T>, then: (result: T) => void, options?: RunOptions): Promise<void>
  /** Lets what was begun come to its end. */
  close(): Promise<void>
}

/** `memory`: there is no database for us. `taken`: another tab needed it, and has it. */
export type KeeperTrouble = 'memory' | 'taken'

export interface KeeperOptions {
  sub: string
  open?: (sub: string, events: OpenEvents) => Promise<Database>
  timers: Timers
  onTrouble: (trouble: KeeperTrouble) => void
  /** A database was opened for the first time. */
  onOpen: (db: Database) => Promise<void>
  /** It was lost, and is open again, or another in its place. */
  onReopen: (db: Database, keep: Keep) => Promise<void>
}

class ClosedError extends Error {
  override readonly name = 'ClosedError'
}

// While it clears data, a browser opens nothing.
const PAUSES_MS = [0, 50, 250, 1_000]

// A connection that is gone says so by one of these, from browser to browser.
const GONE = new Set(['InvalidStateError', 'UnknownError', 'AbortError', 'LostError'])

const isGone = (error: unknown) => error instanceof Error && GONE.has(error.name)

export function createKeeper(options: KeeperOptions): Keeper {
  const { sub, open = openDatabase, timers, onTrouble, onOpen, onReopen } = options
  let db: Database | undefined
  let isTaken = false
  let isMemory = false
  let isClosed = false
  let queue: Promise<unknown> = start()

  function onTaken(): void {
    db = undefined
    isTaken = true
    onTrouble('taken')
  }

  function onLost(): void {
    db = undefined
    if (!isClosed)
      void run(
        async () => {},
        () => {},
      ).catch(() => {})
  }

  /**
   * It is the present one once `use` is through with it. What happens to one that is not, or no more,
   * is nobody's loss; only that it was taken meanwhile is not forgotten.
   */
  async function connect(use: (db: Database) => Promise<void>): Promise<Database> {
    let opened: Database | undefined = undefined
    let wasTaken = false
    const isPresent = () => !!opened && db === opened
    opened = await open(sub, {
      onTaken: () => (isPresent() ? onTaken() : void (wasTaken = true)),
      onLost: () => isPresent() && onLost(),
    })
    await use(opened).catch((error) => {
      opened.close()
      throw error
    })
    db = opened
    if (wasTaken) onTaken()
    return opened
  }

  async function start(): Promise<void> {
    try {
      await connect(onOpen)
    } catch {
      db = createMemory()
      isMemory = true
      onTrouble('memory')
      await onOpen(db)
    }
  }

  async function goOnInMemory(keep: Keep): Promise<Database> {
    const memory = createMemory()
    await onReopen(memory, keep)
    isMemory = true
    return (db = memory)
  }

  async function reopen(): Promise<Database> {
    if (isClosed) throw new ClosedError()
    // Nobody else has what was in memory only.
    if (isMemory) return goOnInMemory('changes')
    db?.close()
    db = undefined
    for (const ms of PAUSES_MS) {
      if (isTaken) return goOnInMemory('nothing')
      if (ms) await new Promise<void>((resolve) => timers.set(resolve, ms))
      const opened = await connect((one) => onReopen(one, 'numbers')).catch(() => undefined)
      if (opened && !isTaken) return opened
    }
    onTrouble('memory')
    return goOnInMemory('changes')
  }

  async function attempt<T>(work: Work<T>, options?: RunOptions): Promise<T> {
    const present = db ?? (await reopen())
    try {
      return await present.run(work, options)
    } catch (error) {
      if (!isGone(error)) throw error
      return (await reopen()).run(work, options)
    }
  }

  function run<T>(work: Work<T>, then: (result: T) => void, options?: RunOptions): Promise<void> {
    const done = queue.then(async () => then(await attempt(work, options)))
    queue = done.catch(() => {})
    return done
  }

  async function close(): Promise<void> {
    isClosed = true
    await queue
    db?.close()
  }

  return { run, close }
}
