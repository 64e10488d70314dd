import { expect, it } from 'vitest'
import { createTroubles } from './troubles'

it('tells of the one that matters most, with what helps', () => {
  const troubles = createTroubles()
  expect(troubles.first()).toEqual({ trouble: null, remedy: null })
  troubles.add({ kind: 'server' })
  expect(troubles.first().remedy).toBe('retry')
  troubles.add({ kind: 'memory' })
  expect(troubles.first().remedy).toBeNull()
  troubles.add({ kind: 'lost', waiting: 2 })
  expect(troubles.first().trouble).toContain('2 changes')
  expect(troubles.first().remedy).toBe('dismiss')
  troubles.add({ kind: 'taken' })
  expect(troubles.first().remedy).toBe('reload')
  troubles.add({ kind: 'session' })
  expect(troubles.first().remedy).toBe('signIn')
  troubles.clear('session', 'taken', 'lost', 'memory', 'server')
  expect(troubles.first().trouble).toBeNull()
})
