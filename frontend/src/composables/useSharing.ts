import { useApi, ApiError } from '@/api'
import { sharingBy } from '@/api/sharing'
import { useSession } from '@/auth'
import { t } from '@/i18n/rest'

/** What the server is asked about sharing, by who is signed in. */
export function useSharing() {
  const { sub } = useSession()
  return sharingBy(useApi(sub ?? '').ask)
}

/** Why it did not work, for the person who wanted it. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof ApiError)) return t.sharing.failed
  if (error.isOffline) return t.sharing.offline
  const reasons: Record<string, string> = t.sharing.reason
  return reasons[error.code] ?? error.detail
}
