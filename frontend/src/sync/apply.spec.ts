import { describe, expect, it } from 'vitest'
import type { ListOp, TodoOp } from '@/api/sync'
import { INBOX, makeTodo } from '@/test/fakeServer'
import { applyToList, applyToTodo, type KeptList } from './apply'

const ABOUT = { n: 7, at: '2026-12-01T00:00:00.000Z', by: 'ana' }
const STAMP = { updatedAt: ABOUT.at, updatedBy: 'ana' }
const milk = makeTodo({ id: 'milk', title: 'Milk', due: '2026-12-01', dueTime: '17:00' })
const trashed = { ...milk, deletedAt: milk.createdAt }

const after = (todo: typeof milk | undefined, op: TodoOp) => applyToTodo(todo, INBOX, op, ABOUT)

describe('a creation', () => {
  it('fills in what was not said', () => {
    const op = { op: 'create', id: 'tea', fields: { title: 'Tea', tags: ['shop'] } } as const
    expect(after(undefined, { ...op, fields: { ...op.fields, tags: ['shop'] } })).toEqual({
      ...makeTodo({ id: 'tea', title: 'Tea', tags: ['shop'] }),
      ...{ seq: 0, order: '~000000007', createdAt: ABOUT.at, createdBy: 'ana', ...STAMP },
    })
  })

  it('that was done already changes nothing', () => {
    expect(after(milk, { op: 'create', id: 'milk', fields: { title: 'Old' } })).toBe(milk)
  })

  it('may be of something done', () => {
    const fields = { title: 'Tea', done: true }
    expect(after(undefined, { op: 'create', id: 'tea', fields })?.doneAt).toBe(ABOUT.at)
  })
})

describe('what follows on another', () => {
  const op = { op: 'follow', id: 'milk', after: 'first', fields: { title: 'Tea' } } as const

  it('is made', () => {
    const made = after(undefined, { ...op, fields: { title: 'Tea', order: 'a5', tags: ['shop'] } })
    expect(made).toEqual({
      ...makeTodo({ id: 'milk', title: 'Tea', order: 'a5', tags: ['shop'] }),
      ...{ seq: 0, createdAt: ABOUT.at, createdBy: 'ana', ...STAMP },
    })
  })

  it('is made once, and stays as it is', () => expect(after(milk, op)).toBe(milk))

  it('comes back from the trash as it was', () => {
    expect(after(trashed, op)).toEqual({ ...milk, ...STAMP })
  })
})

describe('a change', () => {
  it.each<[string, TodoOp, object]>([
    [
      'of a field',
      { op: 'patch', id: 'milk', fields: { title: 'Oat milk' } },
      { title: 'Oat milk' },
    ],
    [
      'that takes the day away takes the time, too',
      { op: 'patch', id: 'milk', fields: { due: null } },
      { due: null, dueTime: null },
    ],
    ['that completes', { op: 'tick', id: 'milk', done: true }, { done: true, doneAt: ABOUT.at }],
    ['of the place', { op: 'order', id: 'milk', order: 'a5' }, { order: 'a5' }],
    ['that deletes', { op: 'trash', id: 'milk' }, { deletedAt: ABOUT.at }],
    [
      'of the list',
      { op: 'move', id: 'milk', to: 'home', order: 'a1' },
      { listId: 'home', order: 'a1', parentId: null },
    ],
  ])('%s', (_, op, changed) => {
    expect(after(milk, op)).toEqual({ ...milk, ...changed, ...STAMP })
  })

  it('of tags is one by one', () => {
    const tagged = { ...milk, tags: ['a', 'b'] }
    const op = { op: 'patch', id: 'milk', addTags: ['b', 'c'], removeTags: ['a'] } as const
    const mutable = { ...op, addTags: [...op.addTags], removeTags: [...op.removeTags] }
    expect(after(tagged, mutable)?.tags).toEqual(['b', 'c'])
  })

  it('to what it is already is none', () => {
    expect(after(milk, { op: 'tick', id: 'milk', done: false })).toBe(milk)
  })

  it('of what is not there is none', () => {
    expect(after(undefined, { op: 'tick', id: 'milk', done: true })).toBeUndefined()
  })
})

describe('what is in the trash', () => {
  it('does not change', () => {
    expect(after(trashed, { op: 'tick', id: 'milk', done: true })).toBe(trashed)
    expect(after(trashed, { op: 'trash', id: 'milk' })).toBe(trashed)
  })

  it('comes back', () => {
    expect(after(trashed, { op: 'restore', id: 'milk' })).toEqual({ ...milk, ...STAMP })
  })

  it('goes for ever', () => {
    expect(after(trashed, { op: 'purge', id: 'milk' })).toBeUndefined()
  })
})

describe('a list', () => {
  const home: KeptList = {
    id: 'home',
    name: 'Home',
    colour: 'red',
    archived: false,
    role: 'owner',
    members: [{ id: ABOUT.by, role: 'owner', name: '' }],
    createdAt: ABOUT.at,
    deletedAt: null,
  }
  const onList = (list: KeptList | undefined, op: ListOp) => applyToList(list, 'home', op, ABOUT)

  it('is made', () => {
    expect(onList(undefined, { op: 'createList', name: 'Home', colour: 'red' })).toEqual(home)
  })

  it('is made once', () => {
    expect(onList(home, { op: 'createList', name: 'Old', colour: 'blue' })).toBe(home)
  })

  it('is renamed, deleted, and brought back', () => {
    expect(onList(home, { op: 'patchList', fields: { name: 'House' } })?.name).toBe('House')
    const gone = onList(home, { op: 'trashList' })
    expect(gone?.deletedAt).toBe(ABOUT.at)
    expect(onList(gone, { op: 'restoreList' })).toEqual(home)
  })

  const bea = { id: 'bea', role: 'editor', name: 'Bea' } as const
  const shared = { ...home, members: [...home.members, bea] }

  it('has members of other roles, and fewer of them', () => {
    const viewer = onList(shared, { op: 'setRole', member: 'bea', role: 'viewer' })
    expect(viewer).toEqual({ ...shared, members: [...home.members, { ...bea, role: 'viewer' }] })
    expect(onList(shared, { op: 'removeMember', member: 'bea' })).toEqual(home)
  })

  it('is handed over, and left', () => {
    const both = onList(shared, { op: 'setRole', member: 'bea', role: 'owner' })
    const theirs = onList(both, { op: 'setRole', member: ABOUT.by, role: 'viewer' })
    expect(theirs?.role).toBe('viewer')
    expect(onList(theirs, { op: 'patchList', fields: { name: 'House' } })).toBe(theirs)
    expect(onList(theirs, { op: 'removeMember', member: ABOUT.by })).toBeUndefined()
  })

  it('keeps its last owner', () => {
    expect(onList(shared, { op: 'setRole', member: ABOUT.by, role: 'viewer' })).toBe(shared)
    expect(onList(shared, { op: 'removeMember', member: ABOUT.by })).toBe(shared)
  })

  it('has members that only an owner changes', () => {
    const editors = { ...shared, role: 'editor' } as const
    expect(onList(editors, { op: 'removeMember', member: 'bea' })).toBe(editors)
    expect(onList(editors, { op: 'setRole', member: 'bea', role: 'viewer' })).toBe(editors)
  })

  it('that is not there stays so', () => {
    expect(onList(undefined, { op: 'trashList' })).toBeUndefined()
  })
})
