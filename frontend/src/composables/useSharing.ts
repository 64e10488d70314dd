import { useApi } from '@/api'
import { sharingBy } from '@/api/sharing'
import { useSession } from '@/auth'

/** What the server is asked about sharing, by who is signed in. */
export function useSharing() {
  const { sub } = useSession()
  return sharingBy(useApi(sub ?? '').ask)
}
