import { describe, expect, it } from 'vitest'
import { context, understands } from './examples'
import { parse, type Context } from './index'

describe('what only looks like it stays text', () => {
  it.each([
    'sun cream',
    'Buy sun cream for Rome',
    'march with the band',
    'March 3 miles',
    'The 9/11 Report',
    'sat exam prep',
    'may be late',
    'may 1 be excused',
    'mon ami',
    'Call mom at 9 lives st',
    'The sun at 9 degrees',
    'second half',
    "Tom's party",
    'tom called',
    'Tom called',
    'Call Tom',
    'wed Ann',
    'weekend trip to Rome',
    'EOM report',
    'Read John 3:16 aloud',
    'Watch The Day After Tomorrow with Ann',
    'Make today great',
    'Plan every day well',
    'In 3 acts',
    '31 feb',
    'Report 2026-02-30',
    'todays news',
    'today, at last',
    '17:00-18:00 rehearsal',
    'constructor __proto__ toString',
    'every constructor',
  ])('%s', (text) => {
    expect(parse(text, context)).toEqual({ title: text, fields: {}, chips: [] })
  })
})

it('takes the words at the end in any order', () => {
  const parts = ['tomorrow', '5pm', '@health', '#Home', 'p1']
  const orders = parts.reduce<string[][]>(
    (all, part) =>
      all.flatMap((one) =>
        [...one, ''].map((_, place) => [...one.slice(0, place), part, ...one.slice(place)]),
      ),
    [[]],
  )
  const results = orders.map((order) => parse(`Book dentist ${order.join(' ')}`, context))
  const fields = { listId: 'home', tags: ['health'], priority: 1, due: '2026-11-24' }
  expect(results).toHaveLength(120)
  for (const { title, ...rest } of results) {
    expect(title).toBe('Book dentist')
    expect(rest.fields).toEqual({ ...fields, dueTime: '17:00' })
  }
})

describe('in a place that stands for a day', () => {
  const at = (text: string, day: string) => parse(text, { ...context, day }).fields.due

  it.each([
    ['Paint 9am', '2026-11-26', '2026-11-26'],
    ['Paint every monday', '2026-11-26', '2026-11-30'],
    ['Paint 9am', '2026-11-23', '2026-11-24'],
    ['Paint tomorrow', '2026-11-26', '2026-11-24'],
    ['Paint', '2026-11-26', undefined],
  ])('%s at %s is due %s', (text, day, due) => expect(at(text, day)).toBe(due))
})

describe('the title', () => {
  understands([
    ['  Paint   the  door  today ', 'Paint   the  door', { due: '2026-11-23' }],
    ['Paint   p1   the  door', 'Paint the  door', { priority: 1 }],
    ['today', 'today', {}],
    ['today 5pm', '5pm', { due: '2026-11-23' }],
    ['tom 5pm', 'tom 5pm', {}],
    ['today // call', 'today', { notes: 'call' }],
    ['// call', '// call', {}],
    ['p1 #home', '#home', { priority: 1 }],
    ['', '', {}],
    ['  \n ', '', {}],
  ])
})

describe('what was turned back into text', () => {
  const without = (text: string, ...plain: NonNullable<Context['plain']>) =>
    parse(text, { ...context, plain })

  it('is not understood, and nothing within it', () => {
    const { title, fields } = without('Paint every monday p1', {
      kind: 'repeat',
      text: 'every monday',
    })
    expect({ title, fields }).toEqual({ title: 'Paint every monday', fields: { priority: 1 } })
  })

  it('lets what it stood before count instead', () => {
    const { title, fields } = without('today Plan tomorrow', { kind: 'due', text: 'tomorrow' })
    expect({ title, fields }).toEqual({ title: 'Plan tomorrow', fields: { due: '2026-11-23' } })
  })
})

it('tells where in the text each part is', () => {
  const text = 'Zahn 🦷  tomorrow 5pm @a #"two words" // n 1 '
  const { chips } = parse(text, context)
  expect(chips.map(({ kind, text }) => [kind, text])).toEqual([
    ['due', 'tomorrow'],
    ['dueTime', '5pm'],
    ['tags', '@a'],
    ['listId', '#"two words"'],
    ['notes', '// n 1'],
  ])
  expect(chips.map(({ start, end }) => text.slice(start, end))).toEqual(
    chips.map(({ text }) => text),
  )
})
