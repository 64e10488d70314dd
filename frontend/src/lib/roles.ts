import type { Member } from '@/api/types'

/** A list keeps its last owner; the server refuses to take them away, too. */
export function isLastOwner(members: readonly Member[], id: string | null): boolean {
  const owners = members.filter(({ role }) => role === 'owner')
  return owners.length === 1 && owners[0]!.id === id
}
