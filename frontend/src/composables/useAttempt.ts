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

/** One thing at a time that the server is asked for, and why the last one did not work. */
export function useAttempt(reasons?: Record<string, string>) {
  const isBusy = ref(false)
  const failure = ref('')

  async function attempt(act: () => Promise<unknown>): Promise<void> {
    if (isBusy.value) return
    isBusy.value = true
    failure.value = ''
    await act().catch((error: unknown) => (failure.value = describeFailure(error, reasons)))
    isBusy.value = false
  }

  return { isBusy: readonly(isBusy), failure, attempt }
}
