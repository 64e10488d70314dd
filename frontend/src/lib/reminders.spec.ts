import { beforeEach, describe, expect, it } from 'vitest'
import { makeTodo } from '@/test/fakeServer'
import { isTimeFor, takeUntold } from './reminders'

const clock = (time: string) => new Date(`2026-11-23T${time}:00`).getTime()
const todo = makeTodo({
  id: 'a',
  due: '2026-11-23',
  dueTime: '17:00',
  updatedAt: new Date(clock('09:00')).toISOString(),
})

describe('it is time for a reminder', () => {
  it.each([
    ['16:59', false],
    ['17:00', true],
    ['18:00', true],
    ['18:01', false],
  ])('at %s: %s', (time, expected) => {
    expect(isTimeFor(todo, clock(time))).toBe(expected)
  })

  it('after midnight, too', () => {
    const late = { ...todo, due: '2026-11-22', dueTime: '23:50' }
    const updatedAt = new Date(clock('00:00') - 3_600_000).toISOString()
    expect(isTimeFor({ ...late, updatedAt }, clock('00:10'))).toBe(true)
  })

  it.each([
    ['is done', { done: true }],
    ['is in the trash', { deletedAt: '2026-11-23T10:00:00.000Z' }],
    ['has no time', { dueTime: null }],
    ['has no date', { due: null, dueTime: null }],
    ['was put there when its time was over', { updatedAt: new Date(clock('17:05')).toISOString() }],
  ])('but not for what %s', (_, fields) => {
    expect(isTimeFor({ ...todo, ...fields }, clock('17:10'))).toBe(false)
  })
})

describe('of a reminder', () => {
  beforeEach(() => localStorage.clear())

  it('is told once', () => {
    expect(takeUntold([todo], clock('17:00'))).toEqual([todo])
    expect(takeUntold([todo], clock('17:01'))).toEqual([])
  })

  it('is told again when it was moved to another time', () => {
    takeUntold([todo], clock('17:00'))
    const later = { ...todo, dueTime: '17:30' }
    expect(takeUntold([later], clock('17:30'))).toEqual([later])
  })

  it('nothing is kept for long', () => {
    takeUntold([todo], clock('17:00'))
    takeUntold([], clock('20:00'))
    expect(localStorage.getItem('doable.reminded')).toBe('{}')
  })

  it('nothing stands in the way that cannot be read', () => {
    localStorage.setItem('doable.reminded', '{')
    expect(takeUntold([todo], clock('17:00'))).toEqual([todo])
  })
})
