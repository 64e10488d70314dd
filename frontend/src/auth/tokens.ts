import type { Tokens } from './port'

/** Fresh tokens. A `refreshToken` comes along where the pool rotates it; the old one is spent. */
export type Renewed = Omit<Tokens, 'refreshToken'> & { refreshToken?: string }

export interface TokenEndpoint {
  /** Null when the refresh token is worth nothing any more. Rejects when nobody could tell. */
  refresh(refreshToken: string): Promise<Renewed | null>
  /** Best effort: never rejects. */
  revoke(refreshToken: string): Promise<void>
}

const TIMEOUT_MS = 10_000
const SERVICE = 'AWSCognitoIdentityProviderService'

/** The refusals that are final. Anything else (throttling, 5xx) says nothing about the session. */
const ENDED = new Set([
  'InvalidParameterException',
  'NotAuthorizedException',
  'PasswordResetRequiredException',
  'RefreshTokenReuseException',
  'ResourceNotFoundException',
  'UserNotConfirmedException',
  'UserNotFoundException',
])

interface Answer {
  __type?: string
  AuthenticationResult?: { AccessToken: string; IdToken: string; RefreshToken?: string }
}

/** The two calls that a signed-in page needs of Cognito, small enough to do without Amplify. */
export function createTokenEndpoint(options: {
  endpoint: string
  clientId: string
  fetch?: typeof fetch
}): TokenEndpoint {
  const send = options.fetch ?? ((...args) => globalThis.fetch(...args))

  function call(operation: string, body: object, init: RequestInit): Promise<Response> {
    return send(options.endpoint, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': `${SERVICE}.${operation}`,
      },
      body: JSON.stringify({ ClientId: options.clientId, ...body }),
      credentials: 'omit',
      cache: 'no-store',
      ...init,
    })
  }

  async function refresh(refreshToken: string): Promise<Renewed | null> {
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const body = { RefreshToken: refreshToken }
    const response = await call('GetTokensFromRefreshToken', body, { signal })
    const answer = (await response.json().catch(() => ({}))) as Answer
    const result = answer.AuthenticationResult
    if (response.ok && result) {
      return {
        accessToken: result.AccessToken,
        idToken: result.IdToken,
        refreshToken: result.RefreshToken,
      }
    }
    // AWS writes "com.amazonaws…#NotAuthorizedException" in places.
    const kind = answer.__type?.split('#').at(-1) ?? `status ${response.status}`
    if (ENDED.has(kind)) return null
    throw new Error(`The session could not be renewed: ${kind}`)
  }

  async function revoke(refreshToken: string): Promise<void> {
    // The page is usually left right after: `keepalive` lets this one finish.
    await call('RevokeToken', { Token: refreshToken }, { keepalive: true }).catch(() => {})
  }

  return { refresh, revoke }
}
