import { ApiError } from '@/api'
import { createTroubles, type TroubleKind, type Troubles } from './troubles'

/** How it goes with the server and with this device, as far as a person should know. */
export interface Health {
  /** Nothing can be sent before the person has done something about it. */
  isOver(): boolean
  isOffline(): boolean
  trouble: Troubles['first']
  /** A talk with the server went well. */
  succeed(): void
  fail(error: unknown): void
  /** The person wants it tried again. */
  forgive(): void
  written(): void
  /** The device did not take it. Nothing is lost while the tab is open. */
  notWritten(error: unknown): void
  lose(waiting: number): void
  add(kind: Exclude<TroubleKind, 'lost'>): void
}

// From here on it is more than a hiccup.
const MANY_FAILURES = 4
/** What ends it, until the person signs in again or goes on with the deletion. */
const ENDS: Record<string, 'session' | 'deleted'> = {
  unauthorized: 'session',
  account_deleted: 'deleted',
}

const isQuota = (error: unknown) => error instanceof Error && error.name === 'QuotaExceededError'

export function createHealth(): Health {
  const troubles = createTroubles()
  let isOver = false
  let isUnreachable = false
  let failures = 0

  function succeed(): void {
    failures = 0
    isUnreachable = isOver = false
    troubles.clear('session', 'deleted', 'server', 'full', 'unwritten')
  }

  function refused(error: ApiError): void {
    isUnreachable = error.isOffline
    failures = isUnreachable ? 0 : failures + 1
    const end = ENDS[error.code]
    isOver ||= !!end
    if (end) troubles.add({ kind: end })
    else if (!isOver && failures >= MANY_FAILURES) troubles.add({ kind: 'server' })
  }

  function notWritten(error: unknown): void {
    troubles.add({ kind: isQuota(error) ? 'full' : 'unwritten' })
  }

  function forgive(): void {
    isOver = false
    troubles.clear('lost')
  }

  return {
    isOver: () => isOver,
    isOffline: () => isUnreachable || !navigator.onLine,
    trouble: troubles.first,
    succeed,
    fail: (error) => (error instanceof ApiError ? refused(error) : notWritten(error)),
    forgive,
    written: () => troubles.clear('full', 'unwritten'),
    notWritten,
    lose: (waiting) => troubles.add({ kind: 'lost', waiting }),
    add: (kind) => troubles.add({ kind }),
  }
}
