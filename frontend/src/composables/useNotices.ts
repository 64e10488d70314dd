import { ApiError } from '@/api'
import { useToastsStore } from '@/stores/toasts'

/** Why, where the person can do something about it. */
function reason(error: unknown): string {
  if (!(error instanceof ApiError)) return ''
  if (error.isOffline) return ' You seem to be offline.'
  return error.status < 500 ? ` ${error.detail}` : ''
}

/** Says what failed, and offers to try again. */
export function useNotices() {
  const toasts = useToastsStore()

  function fail(what: string, error: unknown, retry: () => void): void {
    const action = { label: 'Retry', run: retry }
    toasts.show({ text: `Couldn’t ${what}.${reason(error)}`, tone: 'error', action })
  }

  async function attempt(what: string, saved: Promise<void>, retry: () => void): Promise<boolean> {
    try {
      await saved
      return true
    } catch (error) {
      fail(what, error, retry)
      return false
    }
  }

  /** Many at once: one note for all that failed, and Retry takes only those. */
  async function attemptAll<T>(
    items: readonly T[],
    what: (items: readonly T[]) => string,
    change: (item: T) => Promise<void>,
  ): Promise<void> {
    const results = await Promise.allSettled(items.map(change))
    const errors = results.filter((result) => result.status === 'rejected')
    if (!errors.length) return
    const left = items.filter((_, index) => results[index]!.status === 'rejected')
    fail(what(left), errors[0]!.reason, () => void attemptAll(left, what, change))
  }

  function offerUndo(text: string, undo: () => void): void {
    toasts.show({ text, action: { label: 'Undo', run: undo } })
  }

  return { fail, attempt, attemptAll, offerUndo, announce: toasts.announce }
}
