import type { Request } from './http'

/** What belongs to one person alone, as the API's description (/api/openapi.json) has it. */

export type Scope = 'read' | 'write'

/** A token for scripts, but for its secret. */
export interface ScriptToken {
  id: string
  name: string
  scope: Scope
  createdAt: string
  /** The end of its last day, of UTC. */
  expiresAt: string
  /** A day of UTC. */
  lastUsedOn: string | null
}

export interface NewScriptToken {
  /** Told this once. */
  token: string
  about: ScriptToken
}

/** Without `expiresOn`, a day of UTC, the server chooses one. */
export interface WantedToken {
  name: string
  scope: Scope
  expiresOn?: string
}

/** Whether there is an address, since when, and of which list: null is of all. */
export interface Calendar {
  exists: boolean
  createdAt: string | null
  listId: string | null
}

export interface NewCalendar {
  /** Told this once. */
  path: string
  about: Calendar
}

/** What becomes of each list that others are in and nobody else owns. */
export type Choices = Record<string, 'delete' | { handOverTo: string }>

const TOKENS = '/api/tokens'
const CALENDAR = '/api/calendar'

/** What one asks about the account; everything rejects with an ApiError. */
export const accountBy = (ask: Request) => ({
  tokens: () => ask<{ items: ScriptToken[] }>('GET', TOKENS),
  makeToken: (wanted: WantedToken) => ask<NewScriptToken>('POST', TOKENS, { body: wanted }),
  revokeToken: (id: string) => ask<void>('DELETE', `${TOKENS}/${id}`),
  calendar: () => ask<Calendar>('GET', CALENDAR),
  /** In place of the one that there was. */
  makeCalendar: (listId: string | null) => ask<NewCalendar>('PUT', CALENDAR, { body: { listId } }),
  /** Erases the person, and says whether all is done: if not, ask again. */
  erase: (lists: Choices) =>
    ask<{ done: boolean }>('POST', '/api/me/deletion', {
      body: { confirm: 'delete my account', lists },
    }),
  removeCalendar: () => ask<void>('DELETE', CALENDAR),
})
