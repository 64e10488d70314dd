import { expect, it } from 'vitest'
import { REMEDIES, wordsOf } from './troubles'

it('says how much was lost', () => {
  expect(wordsOf({ kind: 'lost', waiting: 1 })).toContain('1 change that')
  expect(wordsOf({ kind: 'lost', waiting: 2 })).toContain('2 changes that')
})

it('offers nothing where nothing helps', () => {
  expect(REMEDIES.memory).toBeNull()
  expect(REMEDIES.taken).toBe('reload')
})
