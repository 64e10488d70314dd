import type { Tokens } from '@/auth'

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

export const makeJwt = (claims: object) => `${part({ alg: 'RS256' })}.${part(claims)}.signature`

/** Tokens as Cognito issues them; `life` in seconds. */
export function makeTokens(
  options: { sub?: string; email?: string; life?: number; n?: number } = {},
) {
  const { sub = 'ana', email = `${sub}@example.org`, life = 900, n = 1 } = options
  const iat = Math.floor(Date.now() / 1000)
  const claims = { sub, iat, exp: iat + life, jti: n }
  return {
    accessToken: makeJwt({ ...claims, token_use: 'access' }),
    idToken: makeJwt({ ...claims, token_use: 'id', email }),
    refreshToken: `refresh-${sub}-${n}`,
  } satisfies Tokens
}
