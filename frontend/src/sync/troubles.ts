import type { Remedy, SyncStatus } from './types'

/** What can be wrong with the copy, or with sending it, in the order of how much it matters. */
export type Trouble =
  | { kind: 'session' | 'taken' | 'full' | 'unwritten' | 'memory' | 'server' }
  | { kind: 'lost'; waiting: number }

export type TroubleKind = Trouble['kind']

const ORDER: TroubleKind[] = ['session', 'taken', 'full', 'unwritten', 'lost', 'memory', 'server']

const changes = (n: number) => (n === 1 ? '1 change' : `${n} changes`)

function sentenceOf(trouble: Trouble): string {
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
      return `This browser removed Doable’s copy of your lists, and with it ${changes(trouble.waiting)} that the server had not heard of.`
    case 'memory':
      return 'This browser gives Doable no room for a copy. What you change is in this tab only until it is sent.'
    case 'server':
      return 'Doable has trouble on its side. What you change is kept here and sent later.'
  }
}

const REMEDIES: Record<TroubleKind, Remedy | null> = {
  session: 'signIn',
  taken: 'reload',
  full: 'retry',
  unwritten: 'retry',
  lost: 'dismiss',
  memory: null,
  server: 'retry',
}

export interface Troubles {
  add(trouble: Trouble): void
  clear(...kinds: TroubleKind[]): void
  /** Of the one that matters most: its sentence, and what the person can do about it. */
  first(): Pick<SyncStatus, 'trouble' | 'remedy'>
}

export function createTroubles(): Troubles {
  const present = new Map<TroubleKind, Trouble>()
  return {
    add: (trouble) => void present.set(trouble.kind, trouble),
    clear: (...kinds) => kinds.forEach((kind) => present.delete(kind)),
    first() {
      const kind = ORDER.find((one) => present.has(one))
      if (!kind) return { trouble: null, remedy: null }
      return { trouble: sentenceOf(present.get(kind)!), remedy: REMEDIES[kind] }
    },
  }
}
