import { describe, expect, it } from 'vitest'
import { byOrder, byUrgency, keyAfterAll, keyAtEnd, keyForMove } from './order'

const row = (id: string, order: string) => ({ id, order })
const sorted = (items: { id: string; order: string }[]) =>
  [...items].sort(byOrder).map(({ id }) => id)

describe('order keys', () => {
  it('sort by code unit, then by id', () => {
    expect(
      sorted([row('b', 'a1'), row('a', 'a1'), row('c', 'Zz'), row('d', '~000000001')]),
    ).toEqual(['c', 'a', 'b', 'd'])
  })

  it('continue after the last one', () => {
    expect(keyAfterAll([])).toBe('a0')
    expect(keyAfterAll([row('b', 'a1'), row('a', 'a0')])! > 'a1').toBe(true)
  })

  it('are left to the server after one that it has not placed yet', () => {
    expect(keyAfterAll([row('a', '~000000001')])).toBeUndefined()
  })

  it('can be had all the same where one is a must', () => {
    expect(keyAtEnd([row('a', 'a0'), row('b', '~000000001')])).toBe('a1')
    expect(keyAtEnd([row('a', '~000000001')])).toBe('a0')
  })

  it('move a row one place, and never beyond the ends', () => {
    const items = [row('a', 'a0'), row('b', 'a1'), row('c', 'a2')]
    const moved = (id: string, by: -1 | 1) =>
      sorted(items.map((i) => (i.id === id ? row(id, keyForMove(items, id, by)!) : i)))
    expect(moved('c', -1)).toEqual(['a', 'c', 'b'])
    expect(moved('a', 1)).toEqual(['b', 'a', 'c'])
    expect(keyForMove(items, 'a', -1)).toBeUndefined()
    expect(keyForMove(items, 'c', 1)).toBeUndefined()
  })

  it('cope with two rows of the same key', () => {
    const items = [row('a', 'a0'), row('b', 'a0'), row('c', 'a1')]
    expect(keyForMove(items, 'c', -1)).toBeDefined()
  })
})

it('puts what is due first on top, then the clock, then the priority', () => {
  const todo = (id: string, due: string | null, dueTime: string | null, priority: number) => ({
    ...row(id, 'a0'),
    due,
    dueTime,
    priority,
  })
  const items = [
    todo('none', null, null, 1),
    todo('later', '2026-11-24', null, 1),
    todo('low', '2026-11-23', null, 4),
    todo('high', '2026-11-23', null, 1),
    todo('timed', '2026-11-23', '09:00', 4),
  ]
  expect([...items].sort(byUrgency).map(({ id }) => id)).toEqual([
    'timed',
    'high',
    'low',
    'later',
    'none',
  ])
})
