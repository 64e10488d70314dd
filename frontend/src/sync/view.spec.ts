import { beforeEach, describe, expect, it } from 'vitest'
import type { Op } from '@/api/sync'
import type { Todo } from '@/api/types'
import { INBOX, makeTodo } from '@/test/fakeServer'
import type { Draft, Entry, ListRow } from './rows'
import { createView, type View } from './view'

const AT = '2026-12-01T00:00:00.000Z'
const NOW = Date.parse(AT)

let view: View

const draft = (op: Op, listId = INBOX): Draft => ({ listId, op, at: AT })
const entry = (op: Op): Entry => ({
  ...draft(op),
  n: 1,
  isSent: false,
  isConsumed: false,
  isCovered: false,
})
const milk = (more: Partial<Todo> = {}) => makeTodo({ id: 'milk', title: 'Milk', ...more })
const shown = () => view.todos.value.get('milk')

function row(id: string, cursor = 1, deletedAt: string | null = null): ListRow {
  const info = {
    name: id,
    colour: 'blue',
    archived: false,
    createdAt: AT,
    deletedAt,
    seq: 1,
  } as const
  return { id, cursor, role: 'owner', members: [], info }
}

beforeEach(() => {
  view = createView({ sub: 'me', now: () => NOW })
  view.setList(row('home'), [])
  view.setList(row(INBOX), [milk()])
})

it('gives a new map after a change, and the same to-dos where nothing changed', () => {
  const before = view.todos.value
  view.patchList(row(INBOX, 2), [makeTodo({ id: 'tea' }), milk()], [])
  expect(view.todos.value).not.toBe(before)
  expect(view.todos.value.get('milk')).toBe(before.get('milk'))
})

it('keeps a to-do the same object while its op is written down', () => {
  const op: Op = { op: 'tick', id: 'milk', done: true }
  view.addPending(draft(op))
  const before = shown()
  view.setPending([entry(op)])
  expect(shown()).toBe(before)
})

it('tells tags apart that are written the same', () => {
  view.patchList(row(INBOX, 2), [milk({ tags: ['a,b'] })], [])
  view.patchList(row(INBOX, 3), [milk({ tags: ['a', 'b'] })], [])
  expect(shown()!.tags).toEqual(['a', 'b'])
})

describe('a to-do that is in two lists while a move is on its way', () => {
  const moved = milk({ listId: 'home', updatedAt: '2026-11-30T00:00:00.000Z' })

  it('is shown where it was last', () => {
    view.patchList(row('home', 2), [moved], [])
    expect(shown()!.listId).toBe('home')
    view.patchList(row(INBOX, 2), [], ['milk'])
    expect(shown()!.listId).toBe('home')
  })

  it('is not made again where it was made', () => {
    view.patchList(row(INBOX, 2), [], ['milk'])
    view.patchList(row('home', 2), [moved], [])
    view.setPending([entry({ op: 'create', id: 'milk', fields: { title: 'Old' } })])
    expect(shown()).toMatchObject({ listId: 'home', title: 'Milk' })
    const follow = { op: 'follow', id: 'milk', after: 'first', fields: { title: 'Old' } } as const
    view.setPending([entry(follow)])
    expect(shown()).toMatchObject({ listId: 'home', title: 'Milk' })
  })
})

describe('a to-do whose id somebody takes for another one, in a list of their own', () => {
  const later = { createdAt: '2027-01-01T00:00:00.000Z', updatedAt: '2027-01-02T00:00:00.000Z' }
  const other = milk({ listId: 'home', title: 'Not milk', ...later })

  it('is shown all the same, whichever comes first', () => {
    view.patchList(row('home', 2), [other], [])
    expect(shown()).toMatchObject({ listId: INBOX, title: 'Milk' })
    view.patchList(row(INBOX, 2), [], ['milk'])
    expect(shown()!.title).toBe('Not milk')
    view.patchList(row(INBOX, 3), [milk()], [])
    expect(shown()!.title).toBe('Milk')
  })

  it('is the same on every device where nothing tells them apart', () => {
    view.patchList(row('home', 2), [milk({ listId: 'home' })], [])
    const first = shown()!.listId
    view.patchList(row(INBOX, 2), [], ['milk'])
    view.patchList(row(INBOX, 3), [milk()], [])
    expect(shown()!.listId).toBe(first)
  })
})

describe('a list', () => {
  it('is not shown before its details have come, and neither is what is in it', () => {
    view.setList({ ...row('late'), info: null }, [makeTodo({ id: 'early', listId: 'late' })])
    expect(view.lists.value.has('late')).toBe(false)
    expect(view.todos.value.has('early')).toBe(false)
    view.patchList(row('late', 2), [], [])
    expect(view.todos.value.has('early')).toBe(true)
  })

  it('takes what is in it along when it is deleted here, and brings it back', () => {
    view.addPending(draft({ op: 'trashList' }))
    expect(shown()).toBeUndefined()
    view.addPending(draft({ op: 'restoreList' }))
    expect(shown()).toEqual(milk())
  })

  it('that is deleted keeps what was moved out before', () => {
    view.addPending(draft({ op: 'move', id: 'milk', to: 'home', order: 'a1' }))
    view.addPending(draft({ op: 'trashList' }))
    expect(shown()!.listId).toBe('home')
  })

  it('that is dropped takes its to-dos along', () => {
    view.dropList(INBOX)
    expect([...view.todos.value.keys()]).toEqual([])
    expect([...view.lists.value.keys()]).toEqual(['home'])
  })
})

it('shows the trash for 30 days', () => {
  const ago = (days: number) => new Date(NOW - days * 24 * 60 * 60 * 1000).toISOString()
  view.patchList(row(INBOX, 2), [milk({ deletedAt: ago(29) })], [])
  expect(shown()).toBeDefined()
  view.patchList(row(INBOX, 3), [milk({ deletedAt: ago(31) })], [])
  expect(shown()).toBeUndefined()
})
