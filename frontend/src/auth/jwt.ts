export interface Claims {
  sub: string
  email?: string
  exp: number
  iat: number
}

/** The claims of a token that came from Cognito itself. Nothing is verified: the API does that. */
export function claimsOf(token: string): Claims {
  const payload = token.split('.')[1] ?? ''
  const binary = atob(payload.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0))
  return JSON.parse(new TextDecoder().decode(bytes)) as Claims
}
