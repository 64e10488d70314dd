import { ApiError } from '@/api'
import { useToastsStore, type Subject } from '@/stores/toasts'

type About<T> = (items: readonly T[]) => string

/** The refusals whose sentences are meant for people. */
const SPOKEN = new Set([
  'validation_failed',
  'limit_reached',
  'forbidden',
  'in_trash',
  'conflict',
  'precondition_failed',
])

/** Why, where the person can do something about it. */
function reason(error: unknown): string {
  if (!(error instanceof ApiError)) return ''
  if (error.isOffline) return ' You seem to be offline.'
  if (error.code === 'not_found') return ' It is not there any more.'
  return SPOKEN.has(error.code) ? ` ${error.detail}` : ''
}

/** Says what failed, and offers to try again. Failures of one kind are one note with one Retry. */
export function useNotices() {
  const toasts = useToastsStore()

  function fail<T extends Subject>(
    kind: string,
    items: readonly T[],
    what: About<T>,
    error: unknown,
    retry: (items: readonly T[]) => void,
  ): void {
    const text = (left: readonly T[]) => `Couldn’t ${what(left)}.${reason(error)}`
    toasts.show({ kind, items, text, tone: 'error', action: { label: 'Retry', run: retry } })
  }

  async function attempt<T extends Subject>(
    kind: string,
    item: T,
    what: About<T>,
    saved: Promise<void>,
    retry: (item: T) => void,
  ): Promise<void> {
    try {
      await saved
    } catch (error) {
      fail(kind, [item], what, error, (items) => items.forEach((item) => retry(item)))
    }
  }

  /** Many at once: one note for all that failed, and Retry takes only those. */
  async function attemptAll<T extends Subject>(
    kind: string,
    items: readonly T[],
    what: About<T>,
    change: (item: T) => Promise<void>,
  ): Promise<void> {
    const results = await Promise.allSettled(items.map(change))
    const errors = results.filter((result) => result.status === 'rejected')
    if (!errors.length) return
    const left = items.filter((_, index) => results[index]!.status === 'rejected')
    const retry = (again: readonly T[]) => void attemptAll(kind, again, what, change)
    fail(kind, left, what, errors[0]!.reason, retry)
  }

  function offerUndo<T extends Subject>(
    items: readonly T[],
    text: About<T>,
    undo: (items: readonly T[]) => void,
  ): void {
    toasts.show({ kind: 'undo', items, text, action: { label: 'Undo', run: undo } })
  }

  /** A newer action makes some of the older notes about the same untrue. */
  function supersede(items: readonly Subject[], ...kinds: string[]): void {
    const ids = items.map(({ id }) => id)
    toasts.drop(ids, ({ kind }) => kinds.includes(kind ?? ''))
  }

  /** Nothing can be done about these any more. */
  function forget(items: readonly Subject[]): void {
    toasts.drop(items.map(({ id }) => id))
  }

  return { fail, attempt, attemptAll, offerUndo, supersede, forget, announce: toasts.announce }
}
