import { useRoute, useRouter } from 'vue-router'
import type { AuthError, Credentials } from '@/auth'
import { useAuthPort } from '@/auth/lazy'
import { t } from '@/i18n/rest'
import { useEntryStore } from '@/stores/entry'
import { useSessionStore } from '@/stores/session'

/** The ways in, and which screen each leads to. Every verb rejects with an AuthError. */
export function useEntry() {
  const router = useRouter()
  const route = useRoute()
  const port = useAuthPort()
  const entry = useEntryStore()
  const session = useSessionStore()
  port.prepare()

  /** `next`, the page that was wanted, comes along from screen to screen. */
  const go = (name: string) => router.push({ name, query: route.query })

  async function enter(person: Credentials): Promise<void> {
    session.start(await port.signIn(person), { keep: entry.keep })
    entry.forgetPassword()
    const { next } = route.query
    const isOurs = typeof next === 'string' && /^\/(?![/\\])/.test(next)
    await router.replace(isOurs ? next : '/')
  }

  async function signIn(person: Credentials): Promise<void> {
    entry.email = person.email
    try {
      await enter(person)
    } catch (error) {
      if ((error as AuthError).code !== 'not_confirmed') throw error
      entry.password = person.password
      await go('confirm')
    }
  }

  async function signUp(person: Credentials): Promise<void> {
    await port.signUp(person)
    Object.assign(entry, person)
    await go('confirm')
  }

  /** Signs in where the password is at hand; after a reload it is not. */
  async function enterOrAsk(email: string, password: string, notice: string): Promise<void> {
    entry.email = email
    if (password) {
      try {
        return await enter({ email, password })
      } catch {
        // What was asked for is done; signing in is another matter.
      }
    }
    entry.forgetPassword()
    entry.notice = notice
    await go('signin')
  }

  async function confirm(email: string, code: string): Promise<void> {
    try {
      await port.confirmSignUp({ email, code })
    } catch (error) {
      if ((error as AuthError).code !== 'already_confirmed') throw error
    }
    const password = email === entry.email ? entry.password : ''
    await enterOrAsk(email, password, t.entry.confirmed)
  }

  async function forgot(email: string): Promise<void> {
    await port.forgotPassword({ email })
    entry.email = email
    await go('reset')
  }

  async function reset(person: Credentials & { code: string }): Promise<void> {
    await port.resetPassword(person)
    await enterOrAsk(person.email, person.password, t.entry.changed)
  }

  return {
    entry,
    signIn,
    signUp,
    confirm,
    forgot,
    reset,
    resendCode: (email: string) => port.resendCode({ email }),
    resendReset: (email: string) => port.forgotPassword({ email }),
  }
}
