import type { Member, Role } from '@/api/types'
import { t } from '@/i18n/rest'

export const ROLES: readonly Role[] = ['owner', 'editor', 'viewer']

/** Who it is to the others; there are people without a name, and some who are not here any more. */
export function nameOf(id: string, members: readonly Member[]): string {
  const member = members.find((one) => one.id === id)
  if (!member) return t.sharing.former
  return member.name || t.sharing.unnamed
}

/** The same, for who looks at it. */
export function nameFor(me: string | null, id: string, members: readonly Member[]): string {
  if (id !== me) return nameOf(id, members)
  const name = members.find((one) => one.id === id)?.name
  return name ? t.sharing.youAs(name) : t.sharing.you
}

/** Owners first, then by name, those without one last; who looks at it before all. */
export function inOrder(me: string | null, members: readonly Member[]): Member[] {
  const rank = ({ id, role }: Member) => (id === me ? -1 : ROLES.indexOf(role))
  const byName = (a: Member, b: Member) =>
    Number(!a.name) - Number(!b.name) || a.name.localeCompare(b.name)
  return [...members].sort((a, b) => rank(a) - rank(b) || byName(a, b))
}
