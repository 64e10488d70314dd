import { describe, expect, it } from 'vitest'
import { german } from './german'
import { parse, type Context, type QuickFields } from './index'

/** A Monday, at noon. */
const context: Context = {
  today: '2026-11-23',
  now: '12:00',
  weekStart: 1,
  lists: [
    { id: 'inbox', name: 'Inbox' },
    { id: 'home', name: 'Home' },
    { id: 'two', name: 'Two words' },
    { id: 'quoted', name: 'The "big" one' },
  ],
}

type Example = [text: string, title: string, fields: QuickFields]

const understands = (examples: Example[], more: Partial<Context> = {}) =>
  it.each(examples)('%s', (text, title, fields) => {
    const { title: left, fields: found } = parse(text, { ...context, ...more })
    expect({ title: left, ...found }).toEqual({ title, ...fields })
  })

describe('lists, tags, priorities and notes, wherever they are', () => {
  understands([
    ['Paint #home the door', 'Paint the door', { listId: 'home' }],
    ['#INBOX Paint', 'Paint', { listId: 'inbox' }],
    ['Paint #"two Words"', 'Paint', { listId: 'two' }],
    ['Paint #"The \\"big\\" one"', 'Paint', { listId: 'quoted' }],
    ['Paint #“two words”', 'Paint', { listId: 'two' }],
    ['Paint #two', 'Paint #two', {}],
    ['Fix #17', 'Fix #17', {}],
    ['Paint # home', 'Paint # home', {}],
    ['Paint #home #inbox', 'Paint #home', { listId: 'inbox' }],
    ['@diy Paint @home', 'Paint', { tags: ['diy', 'home'] }],
    ['Paint @a @b @a', 'Paint', { tags: ['a', 'b'] }],
    ['Paint @"two words" @🏠', 'Paint', { tags: ['two words', '🏠'] }],
    ['Paint @"  "', 'Paint @"  "', {}],
    ['Tell @bob, and go', 'Tell @bob, and go', {}],
    ['Write to bob@example.org', 'Write to bob@example.org', {}],
    ['P1 Paint', 'Paint', { priority: 1 }],
    ['Paint p4 it', 'Paint it', { priority: 4 }],
    ['Paint p1 p2', 'Paint p1', { priority: 2 }],
    ['Paint p5 p0 p11', 'Paint p5 p0 p11', {}],
    ['Paint // in blue, p1 #home today', 'Paint', { notes: 'in blue, p1 #home today' }],
    ['Paint //', 'Paint //', {}],
    ['See https://example.org //x', 'See https://example.org //x', {}],
    ['Paint // one\n//\n//  two\nit', 'Paint it', { notes: 'one\n\n two' }],
  ])

  it('keeps 20 tags at the most, of 50 characters at the most', () => {
    const names = Array.from({ length: 22 }, (_, place) => `t${place}`)
    const { title, fields } = parse(`Paint ${names.map((name) => `@${name}`).join(' ')}`, context)
    expect(fields.tags).toEqual(names.slice(0, 20))
    expect(title).toBe('Paint @t20 @t21')
    expect(parse(`Paint @${'🏠'.repeat(50)}`, context).fields.tags).toHaveLength(1)
    expect(parse(`Paint @${'x'.repeat(51)}`, context).title).toBe(`Paint @${'x'.repeat(51)}`)
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

describe('dates', () => {
  const on = (text: string, due: string): Example[] => [[`Paint ${text}`, 'Paint', { due }]]
  understands([
    ...on('today', '2026-11-23'),
    ...on('tod', '2026-11-23'),
    ...on('Tomorrow', '2026-11-24'),
    ...on('tom', '2026-11-24'),
    ...on('tue', '2026-11-24'),
    ...on('SUN', '2026-11-29'),
    ...on('mon', '2026-11-30'),
    ...on('monday', '2026-11-30'),
    ...on('on Friday', '2026-11-27'),
    ...on('next week', '2026-11-30'),
    ...on('in 1 day', '2026-11-24'),
    ...on('in 3 days', '2026-11-26'),
    ...on('in 2 weeks', '2026-12-07'),
    ...on('in 3 months', '2027-02-23'),
    ...on('in 2 years', '2028-11-23'),
    ...on('1 dec', '2026-12-01'),
    ...on('dec 1', '2026-12-01'),
    ...on('1st December', '2026-12-01'),
    ...on('on 1 march', '2027-03-01'),
    ...on('23 nov', '2026-11-23'),
    ...on('22 nov', '2027-11-22'),
    ...on('29 feb', '2028-02-29'),
    ...on('2026-12-01', '2026-12-01'),
    ...on('2025-12-01', '2025-12-01'),
    ...on('weekend', '2026-11-28'),
    ...on('eom', '2026-11-30'),
    ['tomorrow Paint', 'Paint', { due: '2026-11-24' }],
    ['Monday paint', 'paint', { due: '2026-11-30' }],
    ['in 3 days paint', 'paint', { due: '2026-11-26' }],
    ['next week  #Home paint', 'paint', { due: '2026-11-30', listId: 'home' }],
    ['Paint #home tomorrow p1', 'Paint', { due: '2026-11-24', listId: 'home', priority: 1 }],
    ['today Paint tomorrow', 'today Paint', { due: '2026-11-24' }],
    ['Paint today tomorrow', 'Paint today', { due: '2026-11-24' }],
  ])

  describe('at the end of a week, a month and a year', () => {
    understands(
      [
        ['Paint weekend', 'Paint', { due: '2027-01-30' }],
        ['Paint sat', 'Paint', { due: '2027-02-06' }],
        ['Paint next week', 'Paint', { due: '2027-01-31' }],
        ['Paint in 1 month', 'Paint', { due: '2027-02-28' }],
        ['Paint every 30th', 'Paint', { due: '2027-01-30', repeat: 'FREQ=MONTHLY;BYMONTHDAY=30' }],
        ['Paint every 29th', 'Paint', { due: '2027-03-29', repeat: 'FREQ=MONTHLY;BYMONTHDAY=29' }],
      ],
      { today: '2027-01-30', weekStart: 0 },
    )
    understands(
      [
        ['Paint weekend', 'Paint', { due: '2027-02-06' }],
        ['Paint eom', 'Paint', { due: '2027-01-31' }],
        ['Paint next week', 'Paint', { due: '2027-02-07' }],
      ],
      { today: '2027-01-31', weekStart: 0 },
    )
  })
})

describe('times', () => {
  const at = (text: string, dueTime: string): Example[] => [
    [`Paint tomorrow ${text}`, 'Paint', { due: '2026-11-24', dueTime }],
  ]
  understands([
    ...at('5pm', '17:00'),
    ...at('5 PM', '17:00'),
    ...at('5:30pm', '17:30'),
    ...at('12am', '00:00'),
    ...at('12pm', '12:00'),
    ...at('17:00', '17:00'),
    ...at('9:30', '09:30'),
    ...at('at 9', '09:00'),
    ...at('at 5', '17:00'),
    ...at('at 5am', '05:00'),
    ...at('at 5:00', '05:00'),
    ...at('at 0', '00:00'),
    ['Paint 5pm', 'Paint', { due: '2026-11-23', dueTime: '17:00' }],
    ['Paint 12:00', 'Paint', { due: '2026-11-23', dueTime: '12:00' }],
    ['Paint at 9', 'Paint', { due: '2026-11-24', dueTime: '09:00' }],
    ['9:30 Paint', 'Paint', { due: '2026-11-24', dueTime: '09:30' }],
    ['Meet Ann 5pm in the hall', 'Meet Ann in the hall', { due: '2026-11-23', dueTime: '17:00' }],
    [
      'Meet Ann fri 5pm in the hall',
      'Meet Ann in the hall',
      { due: '2026-11-27', dueTime: '17:00' },
    ],
    ['Call 5pm tomorrow about it', 'Call about it', { due: '2026-11-24', dueTime: '17:00' }],
    ['Call tomorrow at 9 about it', 'Call about it', { due: '2026-11-24', dueTime: '09:00' }],
    ['at 9 tomorrow call', 'call', { due: '2026-11-24', dueTime: '09:00' }],
    ['sun 1pm Brunch', 'Brunch', { due: '2026-11-29', dueTime: '13:00' }],
    ['today Paint 9am', 'Paint', { due: '2026-11-23', dueTime: '09:00' }],
    ['Paint 13pm 0am 25:00 9:60 24:00', 'Paint 13pm 0am 25:00 9:60 24:00', {}],
    ['Paint 17:00 pm', 'Paint pm', { due: '2026-11-23', dueTime: '17:00' }],
    ['Call tomorrow 5pm Ann 6pm', 'Call tomorrow 5pm Ann', { due: '2026-11-23', dueTime: '18:00' }],
  ])
})

describe('repetitions', () => {
  const every = (text: string, rule: string, due = '2026-11-23'): Example[] => [
    [`Paint ${text}`, 'Paint', { due, repeat: `FREQ=${rule}` }],
  ]
  understands([
    ...every('every day', 'DAILY'),
    ...every('Every 1 day', 'DAILY'),
    ...every('every weekday', 'WEEKLY;BYDAY=MO,TU,WE,TH,FR'),
    ...every('every thu,mon,thu', 'WEEKLY;BYDAY=MO,TH'),
    ...every('every sun, sat', 'WEEKLY;BYDAY=SA,SU', '2026-11-28'),
    ...every('every tuesday', 'WEEKLY;BYDAY=TU', '2026-11-24'),
    ...every('every 2 weeks', 'WEEKLY;INTERVAL=2'),
    ...every('every 2 weeks on sat', 'WEEKLY;INTERVAL=2;BYDAY=SA', '2026-11-28'),
    ...every('every month', 'MONTHLY'),
    ...every('every 15th', 'MONTHLY;BYMONTHDAY=15', '2026-12-15'),
    ...every('every last day', 'MONTHLY;BYMONTHDAY=-1', '2026-11-30'),
    ...every('every 3 months last day', 'MONTHLY;INTERVAL=3;BYMONTHDAY=-1', '2026-11-30'),
    ...every('every 31st', 'MONTHLY;BYMONTHDAY=31', '2026-12-31'),
    ...every('every year', 'YEARLY'),
    ...every('every 999 years', 'YEARLY;INTERVAL=999'),
    ...every('every! 3 days', 'DAILY;INTERVAL=3;X-FROM=COMPLETION'),
    ...every('every! week', 'WEEKLY;X-FROM=COMPLETION'),
    ['Every day walk', 'walk', { due: '2026-11-23', repeat: 'FREQ=DAILY' }],
    ['Paint every day 1 dec', 'Paint', { due: '2026-12-01', repeat: 'FREQ=DAILY' }],
    ['Paint every day 9am', 'Paint', { due: '2026-11-24', dueTime: '09:00', repeat: 'FREQ=DAILY' }],
    [
      'Meet every day 1pm for long',
      'Meet for long',
      { due: '2026-11-23', dueTime: '13:00', repeat: 'FREQ=DAILY' },
    ],
    ['Paint every 32nd every 0 days', 'Paint every 32nd every 0 days', {}],
    ['Paint every 1000 days', 'Paint every 1000 days', {}],
    ['Paint every 2nd day', 'Paint every 2nd day', {}],
    [
      'Paint every mon every tue',
      'Paint every mon',
      { due: '2026-11-24', repeat: 'FREQ=WEEKLY;BYDAY=TU' },
    ],
  ])
})

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

describe('taken literally', () => {
  understands([
    ['Watch "tomorrow"', 'Watch tomorrow', {}],
    ['"p1 #home" today', 'p1 #home', { due: '2026-11-23' }],
    ['Watch „next week“ // “c”', 'Watch next week', { notes: '“c”' }],
    ['"a // b" // c', 'a // b', { notes: 'c' }],
    ['Read "Dune" today', 'Read "Dune"', { due: '2026-11-23' }],
    ['A 5" pipe today', 'A 5" pipe', { due: '2026-11-23' }],
    ['Say "today', 'Say "today', {}],
    ['Watch \\tomorrow', 'Watch tomorrow', {}],
    ['Watch \\next week', 'Watch next week', {}],
    ['Watch next \\week', 'Watch next week', {}],
    ['Watch every \\day', 'Watch every day', {}],
    ['Watch \\#home \\@x \\p1 \\// \\"now"', 'Watch #home @x p1 // "now"', {}],
    ['Watch \\#"two words"', 'Watch #"two words"', {}],
    ['Watch \\\\today', 'Watch \\today', {}],
    ['\\o/ C:\\x \\\\server\\share today', '\\o/ C:\\x \\\\server\\share', { due: '2026-11-23' }],
  ])
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

describe('in German, too', () => {
  const on = (text: string, due: string): Example[] => [[`Malen ${text}`, 'Malen', { due }]]
  const every = (text: string, rule: string, due = '2026-11-23'): Example[] => [
    [`Malen ${text}`, 'Malen', { due, repeat: `FREQ=${rule}` }],
  ]
  understands(
    [
      ...on('heute', '2026-11-23'),
      ...on('morgen', '2026-11-24'),
      ...on('u\u0308bermorgen', '2026-11-25'),
      ...on('do', '2026-11-26'),
      ...on('am Mo', '2026-11-30'),
      ...on('Montag', '2026-11-30'),
      ...on('nächste Woche', '2026-11-30'),
      ...on('in 3 Tagen', '2026-11-26'),
      ...on('in 2 wochen', '2026-12-07'),
      ...on('in 3 monaten', '2027-02-23'),
      ...on('1. Dez', '2026-12-01'),
      ...on('1 dez', '2026-12-01'),
      ...on('am 1. Dezember', '2026-12-01'),
      ...on('am Wochenende', '2026-11-28'),
      ...on('Monatsende', '2026-11-30'),
      ...on('tomorrow', '2026-11-24'),
      ['Malen so 17 Uhr', 'Malen', { due: '2026-11-29', dueTime: '17:00' }],
      ['Malen um 9', 'Malen', { due: '2026-11-24', dueTime: '09:00' }],
      ['Malen um 5 Uhr', 'Malen', { due: '2026-11-24', dueTime: '05:00' }],
      ['Malen um 17:30 am Montag', 'Malen', { due: '2026-11-30', dueTime: '17:30' }],
      ...every('jeden Tag', 'DAILY'),
      ...every('werktags', 'WEEKLY;BYDAY=MO,TU,WE,TH,FR'),
      ...every('jeden mo,do', 'WEEKLY;BYDAY=MO,TH'),
      ...every('jede Woche', 'WEEKLY'),
      ...every('alle 2 Wochen', 'WEEKLY;INTERVAL=2'),
      ...every('jeden monat', 'MONTHLY'),
      ...every('jeden 15.', 'MONTHLY;BYMONTHDAY=15', '2026-12-15'),
      ...every('jeden letzten Tag', 'MONTHLY;BYMONTHDAY=-1', '2026-11-30'),
      ...every('jährlich', 'YEARLY'),
      ...every('jedes jahr', 'YEARLY'),
      ...every('alle! 3 tage', 'DAILY;INTERVAL=3;X-FROM=COMPLETION'),
      ['Morgen malen', 'malen', { due: '2026-11-24' }],
      ['Guten Morgen', 'Guten Morgen', {}],
      ['so tun als ob', 'so tun als ob', {}],
      ['Der kleine Tod', 'Der kleine Tod', {}],
    ],
    { vocabulary: german },
  )
})
