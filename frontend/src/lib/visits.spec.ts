import { beforeEach, expect, it } from 'vitest'
import { countVisit } from './visits'

beforeEach(() => localStorage.clear())

const at = (time: string) => countVisit(Date.parse(`2026-11-${time}:00`))

it('counts a start on another day, or hours later', () => {
  expect(at('23T09:00')).toBe(1)
  expect(at('23T09:01')).toBe(1)
  expect(at('23T14:59')).toBe(1)
  expect(at('23T15:00')).toBe(2)
  expect(at('23T23:50')).toBe(3)
  expect(at('24T00:10')).toBe(4)
})

it('begins anew where nothing can be read', () => {
  localStorage.setItem('doable.visits', '{')
  expect(at('23T09:00')).toBe(1)
})
