import { plural } from '@/lib/text'
import type { Trouble, TroubleKind } from '@/sync'

/** What is wrong with the copy, or with sending it, and what the person should do. */
export function wordsOf(trouble: Trouble): string {
  switch (trouble.kind) {
    case 'session':
      return 'Your session has ended. Sign in again to send what you changed.'
    case 'taken':
      return 'Doable was updated in another tab. Reload this page to go on.'
    case 'full':
      return 'This device has no room left. What you change now is in this tab only: free some space, and leave the tab open until then.'
    case 'unwritten':
      return 'This browser did not store what you changed. It is in this tab only: leave the tab open while Doable tries again.'
    case 'lost':
      return `This browser removed Doable’s copy of your lists, and with it ${plural(trouble.waiting, 'change')} that the server had not heard of.`
    case 'memory':
      return 'This browser gives Doable no room for a copy. What you change is in this tab only until it is sent.'
    case 'server':
      return 'Doable has trouble on its side. What you change is kept here and sent later.'
  }
}

export type Remedy = 'retry' | 'reload' | 'dismiss' | 'signIn'

export const REMEDIES: Record<TroubleKind, Remedy | null> = {
  session: 'signIn',
  taken: 'reload',
  full: 'retry',
  unwritten: 'retry',
  lost: 'dismiss',
  memory: null,
  server: 'retry',
}
