import { useSession } from '@/auth'
import { AuthError } from '@/auth/errors'
import { useAuthPort } from '@/auth/lazy'
import { useAccount } from './useAccount'

/** What the person can do about the safety of the account. Every verb rejects with an AuthError. */
export function useSecurity() {
  const session = useSession()
  const port = useAuthPort()
  const { leave } = useAccount()

  /** Null is the end of the session, and whoever watches that leads to the door. */
  async function renew(): Promise<string> {
    const token = await session.refresh().catch((cause: unknown) => {
      throw new AuthError('offline', { cause })
    })
    if (!token) throw new AuthError('signed_out')
    return token
  }

  /** A device that slept may hold a token that has ended meanwhile. */
  async function withToken(act: (accessToken: string) => Promise<void>): Promise<void> {
    try {
      await act(session.getAccessToken() ?? (await renew()))
    } catch (error) {
      if ((error as AuthError).code !== 'signed_out') throw error
      await act(await renew())
    }
  }

  function changePassword(sent: { current: string; password: string }): Promise<void> {
    return withToken((accessToken) => port.changePassword({ accessToken, ...sent }))
  }

  /** Leaves only when it is done: the copy on this device goes with it. */
  async function signOutEverywhere(): Promise<void> {
    await withToken((accessToken) => port.signOutEverywhere({ accessToken }))
    await leave()
  }

  /** That nobody can sign in as this person any more; whatever else there is stays as it is. */
  function deleteUser(): Promise<void> {
    return withToken((accessToken) => port.deleteUser({ accessToken }))
  }

  return { changePassword, signOutEverywhere, deleteUser }
}
