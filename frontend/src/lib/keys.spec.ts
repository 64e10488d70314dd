import { generateKeyBetween } from 'fractional-indexing'
import { describe, expect, it } from 'vitest'
import { keyBetween } from './keys'

const SMALLEST = `A${'0'.repeat(26)}`

/** What everybody else uses, where it knows an answer that the server takes. */
function reference(before: string | null, after: string | null): string | undefined {
  try {
    const key = generateKeyBetween(before, after)
    return key.length > 64 || key === SMALLEST ? undefined : key
  } catch {
    return undefined
  }
}

/** The same numbers for the same seed. */
function createRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => (state = (state * 48_271) % 2_147_483_647) % below
}

describe('a key between two', () => {
  it.each([
    [null, null],
    ['a0', null],
    [null, 'a0'],
    ['a0', 'a1'],
    ['a0', 'a0V'],
    ['az', null],
    [null, 'Z0'],
    ['Zz', null],
    [null, 'b00'],
    ['a0', 'b00'],
    ['a0z', 'a1'],
    [null, `${SMALLEST}V`],
    [null, `A${'0'.repeat(25)}1`],
    ['z'.repeat(27), null],
    ['z'.repeat(64), null],
    ['z'.repeat(63), null],
  ])('of %s and %s is the usual one', (before, after) => {
    expect(keyBetween(before, after)).toBe(reference(before, after))
  })

  it.each([
    ['a1', 'a0'],
    ['a0', 'a0'],
    ['a', null],
    ['a00', null],
    ['~000000001', null],
    [null, ''],
    [null, SMALLEST],
    ['a0', 'é'],
  ])('of %s and %s is none', (before, after) => {
    expect(keyBetween(before, after)).toBeUndefined()
  })

  it.each([1, 2, 3, 5, 8])('is the usual one wherever one is put next (%i)', (seed) => {
    const random = createRandom(seed)
    const keys: string[] = []
    for (let turn = 0; turn < 2_000; turn++) {
      // Again and again at the same places, where keys grow.
      const place = random(4) ? random(Math.min(keys.length, 3) + 1) : random(keys.length + 1)
      const [before, after] = [keys[place - 1] ?? null, keys[place] ?? null]
      const key = keyBetween(before, after)
      expect(key).toBe(reference(before, after))
      if (key) keys.splice(place, 0, key)
    }
    expect(keys).toEqual([...new Set(keys)].sort())
  })
})
