import { readonly, ref } from 'vue'
import { ApiError } from '@/api'
import { t } from '@/i18n/rest'

/** Why it did not work, for the person who wanted it. `reasons`: in words, by their code. */
export function describeFailure(
  error: unknown,
  reasons: Record<string, string> = t.sharing.reason,
): string {
  if (!(error instanceof ApiError)) return t.sharing.failed
  if (error.isOffline) return t.sharing.offline
  if (error.code === 'account_deleted') return t.trouble.deleted
  return reasons[error.code] ?? t.attention.otherReason(error.detail)
}

/** What failed may be done all the same, where only the answer was lost: `look` sees it then. */
export const orLook = <T>(asked: Promise<T>, look: () => Promise<void>): Promise<T> =>
  asked.catch(async (error: unknown) => {
    await look().catch(() => {})
    throw error
  })

/** One thing at a time that the server is asked for, and why the last one did not work. */
export function useAttempt(reasons?: Record<string, string>) {
  const isBusy = ref(false)
  const failure = ref('')

  /** Says whether it was done. While something else is, nothing is asked for. */
  async function attempt(act: () => Promise<unknown>): Promise<boolean> {
    if (isBusy.value) return false
    isBusy.value = true
    failure.value = ''
    await act().catch((error: unknown) => (failure.value = describeFailure(error, reasons)))
    isBusy.value = false
    return !failure.value
  }

  return { isBusy: readonly(isBusy), failure, attempt }
}
