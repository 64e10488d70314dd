// @vitest-environment node
import fc from '@/test/properties'
import { describe, expect, it } from 'vitest'
import { CONTEXT, emptyAccount, newId, SUB } from './arbitraries'
import { fold, parseComponents, valuesOf } from './ics'
import { writeIcs } from './index'
import { planOf } from './making'
import { dayHere, timeHere } from './moments'

const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'BEGIN:VTODO', 'SUMMARY:x', ...lines, 'END:VTODO', 'END:VCALENDAR'].join(
    '\r\n',
  )

function read(...lines: string[]) {
  const { lists, losses } = planOf('x.ics', calendar(...lines), CONTEXT)
  return { todo: lists[0]!.todos[0]!, losses: losses.map(({ code }) => code) }
}

describe('a line of a calendar', () => {
  it('of any length is folded and unfolded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 60, maxLength: 200 }), (text) => {
        const line = `X-A:${text.replace(/[\r\n]/g, '')}`
        const [component] = parseComponents(`BEGIN:X\r\n${fold(line)}\r\n`)
        expect(component!.properties[0]!.value).toBe(line.slice(4))
      }),
    )
  })

  it('has parameters in quotes', () => {
    const [component] = parseComponents('BEGIN:X\nDUE;TZID="a:b;c";VALUE=DATE:20261201')
    const [property] = component!.properties
    expect(property!.value).toBe('20261201')
    expect([...property!.params]).toEqual([
      ['TZID', 'a:b;c'],
      ['VALUE', 'DATE'],
    ])
  })

  it.each([
    ['a,b', ['a', 'b']],
    ['a\\,b,c', ['a,b', 'c']],
    ['\\n\\N\\;\\\\', ['\n\n;\\']],
    ['a\\', ['a']],
    [',,', []],
  ])('%j has the values %j', (text, values) => expect(valuesOf(text)).toEqual(values))
})

describe('a time of a calendar', () => {
  it('in UTC is told as it is here', () => {
    const instant = '2026-12-01T16:30:00Z'
    expect(read('DUE:20261201T163000Z').todo).toMatchObject({
      due: dayHere(instant),
      dueTime: timeHere(instant),
    })
  })

  it('without a zone stays what it is', () => {
    expect(read('DUE:20261201T163000')).toMatchObject({
      ...{ todo: { due: '2026-12-01', dueTime: '16:30' }, losses: [] },
    })
  })

  it.each(['soon', '20261301'])('that is none, %s, stays a word', (due) => {
    const { todo, losses } = read(`DUE:${due}`)
    expect([todo.due, todo.notes, losses]).toEqual([undefined, due, ['due']])
  })
})

describe('a to-do of a calendar', () => {
  it.each([
    [0, undefined],
    [1, 1],
    [4, 1],
    [5, 2],
    [6, 3],
    [9, 3],
    [10, undefined],
  ])('of priority %i has our %s', (value, priority) => {
    expect(read(`PRIORITY:${value}`).todo.priority).toBe(priority)
  })

  it('is below another one only where that is its parent', () => {
    const { losses } = read('RELATED-TO;RELTYPE=SIBLING:2')
    expect(losses).toEqual([])
    expect(read('RELATED-TO:2').losses).toEqual(['parent'])
  })

  it('with exceptions to its rule keeps them as text', () => {
    const { todo, losses } = read('RRULE:FREQ=DAILY', 'EXDATE:20261201')
    expect([todo.repeat, todo.notes]).toEqual([undefined, 'RRULE:FREQ=DAILY\nEXDATE:20261201'])
    expect(losses).toEqual(['repeat'])
  })

  it('is written with a start of the kind that its due time has', () => {
    const todo = {
      ...{ id: newId(1), listId: emptyAccount().inboxId, title: 'Plants, water', notes: '' },
      ...{ done: false, doneAt: null, due: '2026-12-01', dueTime: '17:00', priority: 2 as const },
      ...{ tags: ['a,b'], order: 'a0', parentId: null, seq: 1, assignee: null, deletedAt: null },
      repeat: 'FREQ=DAILY;UNTIL=20261231;X-FROM=COMPLETION',
      ...{ createdBy: SUB, updatedBy: SUB, createdAt: '2026-11-01T08:00:00.000Z' },
      updatedAt: '2026-11-02T08:00:00.000Z',
    }
    const { text } = writeIcs({ ...emptyAccount(), todos: [todo] }, '2026-11-23T12:00:00.000Z')
    expect(text.split('\r\n').slice(4, -2)).toEqual([
      'BEGIN:VTODO',
      `UID:${todo.id}`,
      'DTSTAMP:20261123T120000Z',
      'CREATED:20261101T080000Z',
      'LAST-MODIFIED:20261102T080000Z',
      'SUMMARY:Plants\\, water',
      'DUE:20261201T170000',
      'DTSTART:20261201T170000',
      'RRULE:FREQ=DAILY;UNTIL=20261231T235959',
      'X-DOABLE-FROM:COMPLETION',
      'PRIORITY:5',
      'CATEGORIES:a\\,b',
      'STATUS:NEEDS-ACTION',
      'X-DOABLE-LIST:Inbox',
      'X-DOABLE-INBOX:TRUE',
      'END:VTODO',
    ])
  })
})
