import { expect, it } from 'vitest'
import { uuidv7 } from './ids'

const PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

it('makes ids of version 7, each of its own', () => {
  const ids = Array.from({ length: 1000 }, () => uuidv7())
  for (const id of ids) expect(id).toMatch(PATTERN)
  expect(new Set(ids).size).toBe(1000)
})

it('puts the time first, so that later ids sort later', () => {
  // The example of RFC 9562, appendix A.6.
  expect(uuidv7(0x017f22e279b0)).toMatch(/^017f22e2-79b0-7/)
  expect(uuidv7(1000) < uuidv7(1001)).toBe(true)
})

it('gives ids that sort as they were made, also within a millisecond', () => {
  const ids = Array.from({ length: 50 }, () => uuidv7())
  expect([...ids].sort()).toEqual(ids)
})
