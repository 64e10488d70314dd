import { expect, it } from 'vitest'
import { createTroubles } from './troubles'

it('tells of the one that matters most', () => {
  const troubles = createTroubles()
  expect(troubles.first()).toBeNull()
  troubles.add({ kind: 'memory' })
  troubles.add({ kind: 'lost', waiting: 2 })
  expect(troubles.first()).toEqual({ kind: 'lost', waiting: 2 })
  troubles.add({ kind: 'taken' })
  troubles.add({ kind: 'server' })
  expect(troubles.first()).toEqual({ kind: 'taken' })
  troubles.clear('taken', 'lost', 'server')
  expect(troubles.first()).toEqual({ kind: 'memory' })
})
