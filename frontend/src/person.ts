import { createApi, useApi, type Api } from '@/api'
import type { Session } from '@/auth'
import { forgetTyped } from '@/composables/useAccount'
import { belongTo } from '@/lib/preferences'
import { createSync, forgetOthers, setSync } from '@/sync'

/** Speaks for one person: what is asked late is never asked with the token of who signed in since. */
export const apiOf =
  (session: Session, send?: typeof fetch) =>
  (sub: string): Api =>
    createApi({
      getAccessToken: () => session.getAccessToken(sub),
      refresh: () => session.refresh(sub),
      ...(send && { fetch: send }),
    })

/** Gives the page the copy of whoever is signed in, from the start of the session to its end. */
export function openCopy(session: Session): void {
  let last: string | null = null
  let isOpen = false

  /** What was typed waits for the person who comes back; someone else finds nothing of it. */
  function open(sub: string): void {
    if (last && last !== sub) forgetTyped()
    belongTo(sub, forgetTyped)
    last = sub
    isOpen = true
    setSync(createSync({ sub, api: useApi(sub), locks: navigator.locks }))
  }

  if (session.sub) open(session.sub)
  session.onChange((end) => {
    if (end) isOpen = false
    if (end || isOpen || !session.sub) return
    open(session.sub)
    forgetOthers(session.sub).catch(() => {}) // The next sign-in tries again.
  })
}
