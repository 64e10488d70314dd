import { useApi } from '@/api'
import { accountBy } from '@/api/account'
import { useSession } from '@/auth'

/** What the server is asked about the account, by whose it is. */
export function useOwn() {
  const { sub } = useSession()
  return accountBy(useApi(sub ?? '').ask)
}
