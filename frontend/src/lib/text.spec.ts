import { expect, it } from 'vitest'
import { plural, quoted } from './text'

it.each([
  [0, '0 items'],
  [1, '1 item'],
  [3, '3 items'],
])('counts %i', (count, text) => {
  expect(plural(count, 'item')).toBe(text)
})

it('quotes a title, with single quotes inside', () => {
  expect(quoted('Read “Emma”')).toBe('“Read ‘Emma’”')
})

it('shortens a long title', () => {
  expect(quoted('word '.repeat(30))).toMatch(/^“.{1,60}…”$/)
})
