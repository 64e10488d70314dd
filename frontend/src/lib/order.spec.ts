import { describe, expect, it } from 'vitest'
import { byOrder, byUrgency } from './order'
import { keyAfterAll, keyAtEnd, keysAt } from './orderKeys'

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

  it('are left to the server where it takes none so long', () => {
    expect(keyAfterAll([row('a', 'z'.repeat(64))])).toBeUndefined()
  })

  it('are that of the last one where there is none after it', () => {
    expect(keyAtEnd([row('a', 'a0'), row('b', 'z'.repeat(64))])).toBe('z'.repeat(64))
  })
})

type Rows = { id: string; order: string }[]

function keysFor(items: Rows, id: string, by: -1 | 1, random = () => 0) {
  const others = items.filter((item) => item.id !== id)
  return keysAt(others, { id }, items.findIndex((item) => item.id === id) + by, random)
}

describe('moving a row one place', () => {
  function move(items: Rows, id: string, by: -1 | 1) {
    const keys = new Map(keysFor(items, id, by).map((one) => [one.id, one.order]))
    return items.map((item) => row(item.id, keys.get(item.id) ?? item.order)).sort(byOrder)
  }

  const moved = (...args: Parameters<typeof move>) => move(...args).map((one) => one.id)

  it('goes up or down', () => {
    const items = [row('a', 'a0'), row('b', 'a1'), row('c', 'a2')]
    expect(moved(items, 'c', -1)).toEqual(['a', 'c', 'b'])
    expect(moved(items, 'a', 1)).toEqual(['b', 'a', 'c'])
  })

  it('gives no other row a new key as long as there is room', () => {
    const items = [row('a', 'a0'), row('b', 'a1'), row('c', 'a2')]
    expect(keysFor(items, 'c', -1)).toEqual([row('c', 'a0V11')])
  })

  it('gives another key on another device', () => {
    const items = [row('a', 'a0'), row('b', 'a1'), row('c', 'a2')]
    const keys = [0, 0.5, 0.99].map((value) => keysFor(items, 'c', -1, () => value)[0]!.order)
    expect(new Set(keys).size).toBe(3)
    expect(keys.every((key) => key > 'a0' && key < 'a1')).toBe(true)
  })

  it.each<[string, string[]]>([
    ['two devices chose the same key at once', ['a0', 'a0', 'a1']],
    ['the server has not placed them yet', ['a0', '~000000001', '~000000002']],
    ['a program chose keys that cannot be continued', ['a0', 'a00', 'a000']],
    ['all are the last key there is', ['z', 'z', 'z'].map((key) => key.repeat(64))],
  ])('comes out right where %s', (_, orders) => {
    const items = orders.map((order, index) => row('abc'[index]!, order))
    expect(moved(items, 'c', -1)).toEqual(['a', 'c', 'b'])
    expect(moved(items, 'a', 1)).toEqual(['b', 'a', 'c'])
  })

  it('goes on for as long as one likes, with keys that the server takes', () => {
    let items = ['a', 'b', 'c', 'd', 'e'].map((id, index) => row(id, `a${index}`))
    let changes = 0
    for (let turn = 0; turn < 2_000; turn++) {
      const { id } = items[2]!
      changes += keysFor(items, id, -1).length
      items = move(items, id, -1)
      expect(items[1]!.id).toBe(id)
      expect(Math.max(...items.map(({ order }) => order.length))).toBeLessThanOrEqual(64)
    }
    expect(changes).toBeLessThan(2_100)
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
