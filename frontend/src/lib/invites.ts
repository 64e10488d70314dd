import { readText, writeText } from './storage'

/** The invite that somebody followed waits here until they are signed in, and have said yes or no. */
const KEY = 'doable.invite'
const TOKEN = /^[\w-]{1,64}$/

export const linkTo = (token: string): string => `${window.location.origin}/join#${token}`

/** The token of the address, or else the one that waits. */
export function takeToken(hash: string): string | null {
  const token = hash.slice(1)
  if (TOKEN.test(token)) writeText(KEY, token)
  const kept = readText(KEY)
  return kept && TOKEN.test(kept) ? kept : null
}

export const forgetToken = (): void => writeText(KEY, '')
