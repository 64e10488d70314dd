import type { AuthPort } from './port'
import type { Session } from './session'

export { AuthError, type AuthErrorCode, type AuthField } from './errors'
export { createAuthPort } from './lazy'
export type { AuthPort, Credentials, Tokens } from './port'
export { createSession, type Session, type SessionEnd } from './session'
export { createTokenEndpoint } from './tokens'
export { createVault } from './vault'

export interface Auth {
  port: AuthPort
  session: Session
}

let current: Auth | undefined

/** Called once by main.ts; tests call it with fakes. */
export function setAuth(auth: Auth): void {
  current = auth
}

export function useAuth(): Auth {
  if (!current) throw new Error('setAuth() comes first')
  return current
}
