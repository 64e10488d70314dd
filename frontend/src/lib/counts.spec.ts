import { expect, it } from 'vitest'
import { makeTodo } from '@/test/fakeServer'
import { countOpen, sumDays } from './counts'
import { mostUsed, tagPath } from './tagCounts'

const counts = countOpen([
  makeTodo({ id: '1', due: '2026-11-22', tags: ['home', 'b'] }),
  makeTodo({ id: '2', due: '2026-11-23', tags: ['a'] }),
  makeTodo({ id: '3', due: '2026-11-23', tags: ['home'] }),
  makeTodo({ id: '4', due: '2026-11-24' }),
  makeTodo({ id: '5', due: '2026-11-23', tags: ['a', 'home'], done: true }),
  makeTodo({ id: '6' }),
])

it('counts what is open, by day', () => {
  expect(sumDays(counts, (day) => day <= '2026-11-23')).toBe(3)
  expect(sumDays(counts, (day) => day > '2026-11-23')).toBe(1)
})

it('counts what is open, by tag: the most used first, then by the alphabet', () => {
  expect(mostUsed(counts.byTag)).toEqual([
    ['home', 2],
    ['a', 1],
    ['b', 1],
  ])
})

it('has an address for every tag', () => {
  expect(tagPath('a/b c?')).toBe('/tags/a%2Fb%20c%3F')
})
