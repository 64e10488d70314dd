import { ref, shallowRef } from 'vue'
import { ApiError } from '@/api'
import type { NewScriptToken, Scope, ScriptToken } from '@/api/account'
import { t } from '@/i18n/rest'
import { orLook, useAttempt } from './useAttempt'
import { useOwn } from './useOwn'

const DAY = 86_400_000
/** What the server takes if nothing is said. */
export const LIFE = 90
export const LIVES: readonly number[] = [7, 30, LIFE, 365]

/** A day of UTC, as the server counts them. */
const dayIn = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10)

/** The last day on which a token is good; it ends with that day. */
export const lastDayOf = ({ expiresAt }: ScriptToken) =>
  new Date(Date.parse(expiresAt) - 1).toISOString().slice(0, 10)

/** The person's tokens for scripts. What did not work says so in `failure`. */
export function useScriptTokens() {
  const own = useOwn()
  const { isBusy, failure, attempt } = useAttempt(t.tokens.reason)
  /** Null until the server has told. */
  const tokens = shallowRef<readonly ScriptToken[] | null>(null)
  /** The last that was made here, with its secret. */
  const made = ref<NewScriptToken | null>(null)

  async function see(): Promise<void> {
    tokens.value = (await own.tokens()).items
  }
  const look = () => attempt(see)

  const make = (name: string, scope: Scope, days: number) =>
    attempt(async () => {
      const expiresOn = days === LIFE ? {} : { expiresOn: dayIn(days) }
      made.value = await orLook(own.makeToken({ name, scope, ...expiresOn }), see)
      tokens.value = [...(tokens.value ?? []), made.value.about]
    })

  /** One that is gone already is what was wanted. */
  const revoke = ({ id }: ScriptToken) =>
    attempt(async () => {
      await own.revokeToken(id).catch((error: unknown) => {
        if (!(error instanceof ApiError) || error.code !== 'not_found') throw error
      })
      if (made.value?.about.id === id) made.value = null
      tokens.value = (tokens.value ?? []).filter((one) => one.id !== id)
    })

  return { isBusy, failure, tokens, made, look, make, revoke }
}
