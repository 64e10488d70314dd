import { claimsOf } from './jwt'
import type { Tokens } from './port'
import type { Renewed, TokenEndpoint } from './tokens'
import type { Vault } from './vault'

/**
 * `signed-out`: the person said so, here or in another tab. `deleted`: so it is, with the account.
 * `expired`: Cognito said so.
 */
export type SessionEnd = 'signed-out' | 'deleted' | 'expired'

export interface Session {
  /** True from sign-in, or a stored session, until its end; being offline does not end it. */
  readonly isLive: boolean
  /** Whose session it is. Of a stored one this is known at once, and without a network. */
  readonly sub: string | null
  readonly email: string | null
  /** Asks for the tokens of a stored session. Nobody needs to wait for them. */
  restore(): void
  start(tokens: Tokens, options: { keep: boolean }): void
  /** That of `person`, or nothing: also once someone else has signed in. */
  getAccessToken(person?: string | null): string | null
  /** A new one; null when the session of `person` is over. Rejects when nobody could tell. */
  refresh(person?: string | null): Promise<string | null>
  /** Nobody believes its tokens any more: the person has to sign in again. */
  expire(): void
  signOut(end?: SessionEnd): Promise<void>
  /** Called after every change, with a reason when it was the end. */
  onChange(listener: (end?: SessionEnd) => void): void
}

export interface SessionOptions {
  endpoint: TokenEndpoint
  vault: Vault
  /** Refreshes of all tabs take turns, or a rotated token would be spent twice. */
  locks?: Pick<LockManager, 'request'>
  now?: () => number
}

interface Person {
  sub?: string | null
  email?: string | null
}

interface Holding {
  accessToken: string
  expiresAt: number
}

const LOCK = 'doable.refresh'
const EARLY_MS = 60_000

export function createSession(options: SessionOptions): Session {
  const { endpoint, vault, locks, now = Date.now } = options
  const listeners: ((end?: SessionEnd) => void)[] = []
  let { sub = null, email = null }: Person = vault.read() ?? {}
  let holding: Holding | null = null
  let refreshing: { person: string | null; token: Promise<string | null> } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const tell = (end?: SessionEnd) => listeners.forEach((listener) => listener(end))

  function hold({ accessToken, idToken }: Renewed): void {
    const { sub: person, exp, iat } = claimsOf(accessToken)
    sub = person
    // By its length of life, not by its hour of death: devices' clocks are wrong.
    const expiresAt = now() + (exp - iat) * 1000
    holding = { accessToken, expiresAt }
    email = claimsOf(idToken).email ?? null
    clearTimeout(timer)
    timer = setTimeout(refreshSoon, Math.max(expiresAt - EARLY_MS - now(), EARLY_MS / 2))
    tell()
  }

  function end(reason: SessionEnd): null {
    const wasLive = sub !== null
    clearTimeout(timer)
    sub = email = holding = null
    if (wasLive) tell(reason)
    return null
  }

  function expire(): null {
    if (vault.read()?.sub === sub) vault.clear()
    return end('expired')
  }

  async function renew(person: string | null): Promise<string | null> {
    // Who has signed in here meanwhile goes by a session of their own.
    if (sub !== person) return null
    const kept = vault.read()
    // Another person's session may have taken the place of ours in another tab.
    if (!kept || kept.sub !== sub) return end('signed-out')
    const renewed = await endpoint.refresh(kept.refreshToken)
    const latest = vault.read()
    if (latest?.refreshToken !== kept.refreshToken) return settleChanged(person, renewed)
    if (!renewed) return expire()
    if (renewed.refreshToken) vault.rotate(renewed.refreshToken)
    hold(renewed)
    return renewed.accessToken
  }

  /** While Cognito answered, the stored token was removed (signed out) or replaced. */
  function settleChanged(person: string | null, renewed: Renewed | null): Promise<string | null> {
    if (renewed?.refreshToken && !vault.read()) void endpoint.revoke(renewed.refreshToken)
    return renew(person)
  }

  function refresh(person = sub): Promise<string | null> {
    if (refreshing?.person === person) return refreshing.token
    const act = () => renew(person)
    const token = Promise.resolve(locks ? locks.request(LOCK, act) : act()).finally(() => {
      if (refreshing?.token === token) refreshing = undefined
    })
    refreshing = { person, token }
    return token
  }

  function refreshSoon(): void {
    // The next call to the API tries again, and tells.
    void refresh().catch(() => {})
  }

  /** Timers sleep with the device: look at the clock when it wakes. */
  function wake(): void {
    const isDue = !holding || holding.expiresAt - now() < EARLY_MS
    if (sub && isDue && document.visibilityState === 'visible') refreshSoon()
  }

  document.addEventListener('visibilitychange', wake)
  window.addEventListener('online', wake)
  vault.onChange(() => {
    if (sub && vault.read()?.sub !== sub) end('signed-out')
  })

  return {
    get isLive() {
      return sub !== null
    },
    get sub() {
      return sub
    },
    get email() {
      return email
    },
    restore() {
      if (sub) refreshSoon()
    },
    start(tokens, { keep }) {
      const person = claimsOf(tokens.accessToken).sub
      const { email } = claimsOf(tokens.idToken)
      vault.write({ refreshToken: tokens.refreshToken, sub: person, email }, keep)
      hold(tokens)
    },
    getAccessToken: (person = sub) => (person === sub ? (holding?.accessToken ?? null) : null),
    refresh,
    expire: () => void expire(),
    async signOut(reason = 'signed-out') {
      const stored = vault.read()
      const kept = stored?.sub === sub ? stored : null
      if (kept) vault.clear()
      end(reason)
      if (kept) await endpoint.revoke(kept.refreshToken)
    },
    onChange: (listener) => void listeners.push(listener),
  }
}
