// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { CONTEXT } from './arbitraries'
import { planOf } from './making'

function read(line: string) {
  const { lists, losses } = planOf('todo.txt', line, CONTEXT)
  const { key: _, ...todo } = lists[0]!.todos[0]!
  return { list: lists[0]!.name, todo, losses: losses.map(({ code }) => code) }
}

describe('a line of todo.txt', () => {
  it.each([
    ['xylophone lesson', { title: 'xylophone lesson' }],
    ['X 2012-01-01 Make resolutions', { title: 'X 2012-01-01 Make resolutions' }],
    ['(A) x Find ticket prices', { title: 'x Find ticket prices', priority: 1 }],
    ['Really call Mom (A) @phone', { title: 'Really call Mom (A)', tags: ['phone'] }],
    ['(b) Get back to the boss', { title: '(b) Get back to the boss' }],
    ['(B)->Submit TPS report', { title: '(B)->Submit TPS report' }],
    ['Email SoAndSo at soandso@example.com', { title: 'Email SoAndSo at soandso@example.com' }],
    ['Learn how to add 2+2', { title: 'Learn how to add 2+2' }],
    ['x Done pri:B', { title: 'Done', done: true, priority: 2 }],
    ['Pay due:2026-12-01 time:1730', { title: 'Pay', due: '2026-12-01', dueTime: '17:30' }],
    ['Pay due:friday', { title: 'Pay due:friday' }],
    ['Mow rrule:FREQ=WEEKLY;BYDAY=SA', { title: 'Mow', repeat: 'FREQ=WEEKLY;BYDAY=SA' }],
    ['@all @only', { title: '@all @only', tags: ['all', 'only'] }],
  ])('%s', (line, todo) => {
    expect(read(line)).toMatchObject({ list: 'Inbox', todo, losses: [] })
    expect(Object.keys(read(line).todo).sort()).toEqual(Object.keys(todo).sort())
  })

  it('with nothing but a project is called like that', () => {
    expect(read('+1')).toMatchObject({ list: '1', todo: { title: '+1' } })
  })

  it.each([
    ['Mow rec:1b', 'rec:1b'],
    ['Mow rrule:FREQ=HOURLY', 'rrule:FREQ=HOURLY'],
  ])('%s keeps the rule that is none of ours in the notes', (line, notes) => {
    expect(read(line)).toMatchObject({ todo: { title: 'Mow', notes }, losses: ['repeat'] })
  })
})
