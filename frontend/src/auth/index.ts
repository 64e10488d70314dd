import type { Session } from './session'

export type { AuthError, AuthErrorCode, AuthField } from './errors'
export type { AuthPort, Credentials, Tokens } from './port'
export { createSession, type Session, type SessionEnd } from './session'
export { createTokenEndpoint } from './tokens'
export { createVault } from './vault'
// `lazy` is not here: only who has no session needs it.

let current: Session | undefined

/** Called once by main.ts; tests call it with their own. */
export function setSession(session: Session): void {
  current = session
}

export function useSession(): Session {
  if (!current) throw new Error('setSession() comes first')
  return current
}
