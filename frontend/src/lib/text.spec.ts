import { expect, it } from 'vitest'
import { quoted } from './text'

it('quotes a title, with single quotes inside', () => {
  expect(quoted('Read “Emma”')).toBe('“Read ‘Emma’”')
})

it('shortens a long title', () => {
  expect(quoted('word '.repeat(30))).toMatch(/^“.{1,60}…”$/)
})
