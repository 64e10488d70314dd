import { expect, it } from 'vitest'
import type { Member, Role } from '@/api/types'
import { choicesOf, orphansOf } from './deletion'

const member = (id: string, role: Role): Member => ({ id, role, name: id })
const list = (id: string, ...members: Member[]) => ({ id, name: id, members })

it('asks about lists that lose their only owner, and have somebody else in them', () => {
  const [me, bob] = [member('me', 'owner'), member('bob', 'viewer')]
  const lists = [
    list('alone', me),
    list('shared', me, bob),
    list('both own it', me, member('cyn', 'owner')),
    list('bob’s', member('bob', 'owner'), member('me', 'editor')),
  ]
  expect(orphansOf(lists, 'me')).toEqual([{ id: 'shared', name: 'shared', heirs: [bob] }])
})

it('sends what was chosen, and nothing for what was not', () => {
  expect(choicesOf({ home: 'bob', club: 'delete', work: '' })).toEqual({
    home: { handOverTo: 'bob' },
    club: 'delete',
  })
})
