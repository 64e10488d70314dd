import { failureOf, problemOf } from './errors'
import type { Request } from './http'
import type { ListColour, Me, Role } from './types'

/** Invites to a list, as the API's description (/api/openapi.json) has them. */

export type InvitedRole = Exclude<Role, 'owner'>

export interface Invite {
  id: string
  role: InvitedRole
  createdAt: string
  createdBy: string
  expiresAt: string
}

export interface NewInvite {
  /** Told this once. */
  token: string
  invite: Invite
}

export interface InvitePreview {
  listName: string
  colour: ListColour
  /** May be empty. */
  invitedBy: string
  role: InvitedRole
  expiresAt: string
}

const pathOf = (listId: string) => `/api/lists/${listId}/invites`

/** What one asks about sharing; everything rejects with an ApiError. */
export const sharingBy = (ask: Request) => ({
  rename: (displayName: string) => ask<Me>('PATCH', '/api/me', { body: { displayName } }),
  invites: (listId: string) => ask<{ items: Invite[] }>('GET', pathOf(listId)),
  invite: (listId: string, role: InvitedRole) =>
    ask<NewInvite>('POST', pathOf(listId), { body: { role } }),
  withdraw: (listId: string, id: string) => ask<void>('DELETE', `${pathOf(listId)}/${id}`),
  accept: (token: string) =>
    ask<{ id: string }>('POST', '/api/invites/accept', { body: { token } }),
})

/** Who invites to what: whoever has the token may know, signed in or not. Rejects with an ApiError. */
export async function previewInvite(token: string): Promise<InvitePreview> {
  try {
    const response = await fetch('/api/invites/preview', {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      body: JSON.stringify({ token }),
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(12_000),
    })
    if (!response.ok) throw await problemOf(response)
    return (await response.json()) as InvitePreview
  } catch (error) {
    throw failureOf(error)
  }
}
