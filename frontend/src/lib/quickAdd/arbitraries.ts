import fc from '@/test/properties'
import { messages } from '@/i18n/languages/de'
import type { Context, Person, Printable } from './index'
import { writeRule } from './rules'

/** For the properties in the specs: texts and to-dos that try to be misunderstood. */

const lists = ['Inbox', 'Two words', 'The "big" one', '"x"', 'back\\slash', 'today', 'a, b!'].map(
  (name, place) => ({ id: `list-${place}`, name }),
)

/** Two lists have people: some are called alike, two the same, one not at all, one as a day is. */
export const people: Readonly<Record<string, readonly Person[]>> = {
  'list-1': ['Ada', 'Ann', 'Anna Berger', 'Jörg "Jo" Weiß', 'Me Too', 'today'].map(
    (name, place) => ({
      id: `person-${place}`,
      name,
      isMe: place === 0,
    }),
  ),
  'list-2': ['', 'Bob', 'Bob'].map((name, place) => ({
    id: `person-${place + 10}`,
    name,
    isMe: place === 0,
  })),
}

/** Without a list in it, a text goes to the one with people in it, or to none. */
const peopleAt = (home: string | undefined) => (listId: string | undefined) =>
  people[listId ?? home ?? ''] ?? []

const date = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((one) => one.toISOString().slice(0, 10))
const time = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))

export const context: fc.Arbitrary<Context> = fc.record({
  today: date,
  now: time,
  weekStart: fc.constantFrom(0, 1, 6),
  lists: fc.constant(lists),
  people: fc.constantFrom('list-1', undefined).map(peopleAt),
  vocabulary: fc.constantFrom(undefined, messages.grammar.words!),
})

const words = fc.constantFrom(
  ...['today', 'tom', 'Tom', 'monday', 'sun', 'next', 'week', 'in', '3', 'days', '1', '1.', 'dec'],
  ...['may', '2026-12-01', 'weekend', 'eom', 'on', 'at', '9', '5pm', '5', 'pm', '17:00', '9:30'],
  ...[
    'every',
    'every!',
    'day',
    'weekday',
    'mon,thu',
    'mon,',
    '2',
    'weeks',
    '15th',
    'last',
    'until',
  ],
  ...['jeden', 'alle', 'bis', 'um', 'uhr', 'am', 'so', 'morgen', 'werktags', 'letzten', 'tag'],
  ...['#inbox', '#"two', 'words"', '#"Two words"', '#today', '#"x"', '@tag', '@"a b"', '@"a'],
  ...['+ann', '+anna', '+me', '+ich', '+"anna', 'berger"', '+"Anna Berger"', '+"Jörg', '+bob'],
  ...['+jo', '+weiss', '+', '+today', '\\+ann', '+„x”'],
  ...['p1', 'p4', '//', '//x', '"', '""', '"today', 'today"', '"x"', '"today"', '\\', '\\today'],
  ...['“today', 'dec”', '#“x”', '@„a', '\\“p1”'],
  ...['\\"x"', '\\\\p1', '\\//', '\\#inbox', '\\every', 'milk', 'İ', '🦷', 'constructor'],
)
const gaps = fc.constantFrom(' ', ' ', ' ', '  ', '\t', '\n', '\u00a0')
const soup = fc
  .array(
    fc.tuple(
      fc.oneof({ weight: 9, arbitrary: words }, { weight: 1, arbitrary: fc.string() }),
      gaps,
    ),
    {
      maxLength: 14,
    },
  )
  .map((parts) => parts.flat().join(''))
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom('"', '„', '”', '\\', '#', '@', '+', '/', ' ', 'p', 'a', '1', '\n'),
    maxLength: 30,
  }),
)

export const text = fc.oneof({ weight: 3, arbitrary: soup }, { weight: 1, arbitrary: anything })

const trimmed = text.map((one) => one.trim())
const title = trimmed.filter((one) => one !== '')
const tag = trimmed.map((one) => [...one].slice(0, 50).join('').trim()).filter((one) => one !== '')

const repeat = fc
  .record({
    freq: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    interval: fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 999 })),
    days: fc.option(fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }), { nil: undefined }),
    monthDay: fc.constantFrom(undefined, -1, ...Array.from({ length: 31 }, (_, day) => day + 1)),
    until: fc.constantFrom(null, '2099-12-31'), // No `today` is later.
    fromCompletion: fc.boolean(),
  })
  .map(({ days, monthDay, ...rule }) =>
    writeRule({
      ...rule,
      days: (rule.freq === 'WEEKLY' && days) || [],
      monthDay: (rule.freq === 'MONTHLY' && monthDay) || null,
    }),
  )

/** Bob can only be chosen by hand: another one is called so, too. */
const placed = fc.oneof(
  fc.record({ listId: fc.constantFrom(...lists.map(({ id }) => id)) }, { requiredKeys: [] }),
  fc.record({
    listId: fc.constant('list-1'),
    assignee: fc.constantFrom(...people['list-1']!.map(({ id }) => id)),
  }),
  fc.record({ listId: fc.constant('list-2'), assignee: fc.constant('person-10') }),
)
const planned = fc.record({ due: date, dueTime: time, repeat }, { requiredKeys: ['due'] })
const others = fc.record(
  {
    tags: fc.uniqueArray(tag, { minLength: 1, maxLength: 20 }),
    priority: fc.constantFrom(1, 2, 3),
    notes: title,
  },
  { requiredKeys: [] },
)

export const todo: fc.Arbitrary<Printable> = fc
  .tuple(title, placed, others, fc.oneof(fc.constant({}), planned))
  .map(([title, ...fields]) => Object.assign({ title }, ...fields))
