import type { Choices } from '@/api/account'
import type { Member } from '@/api/types'
import { isLastOwner } from './roles'

/** A list that others are in; those who could have it. */
export interface OrphanedList {
  id: string
  /** Empty where this device does not know it. */
  name: string
  heirs: readonly Member[]
}

/** By list: '' is nothing yet, else `delete` or who is to have it. */
export type Picked = Record<string, string>

export const DELETE = 'delete'

interface SharedList {
  id: string
  name: string
  members: readonly Member[]
}

export const orphanOf = ({ id, name, members }: SharedList, me: string | null): OrphanedList => ({
  id,
  name,
  heirs: members.filter((member) => member.id !== me),
})

/** The lists that would lose their only owner, and have somebody else in them. */
export const orphansOf = (lists: readonly SharedList[], me: string | null): OrphanedList[] =>
  lists
    .filter(({ members }) => isLastOwner(members, me))
    .map((list) => orphanOf(list, me))
    .filter(({ heirs }) => heirs.length > 0)

/** As the server takes it. */
export const choicesOf = (picked: Picked): Choices =>
  Object.fromEntries(
    Object.entries(picked)
      .filter(([, value]) => value)
      .map(([id, value]) => [id, value === DELETE ? DELETE : { handOverTo: value }]),
  )
