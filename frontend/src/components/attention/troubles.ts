import { t } from '@/i18n/rest'
import type { Trouble, TroubleKind } from '@/sync'

/** What is wrong with the copy, or with sending it, and what the person should do. */
export function wordsOf(trouble: Trouble): string {
  return trouble.kind === 'lost' ? t.trouble.lost(trouble.waiting) : t.trouble[trouble.kind]
}

export type Remedy = 'retry' | 'reload' | 'dismiss' | 'signIn'

export const REMEDIES: Record<TroubleKind, Remedy | null> = {
  deleted: null,
  session: 'signIn',
  taken: 'reload',
  full: 'retry',
  unwritten: 'retry',
  lost: 'dismiss',
  memory: null,
  server: 'retry',
}
