import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { followId } from '@/api/ids'
import { makeTodo } from '@/test/fakeServer'
import { followOp, formatRule, nextOf, parseRule, type Rule } from './recurrence'

/** The examples that the server is tested by, too; dateutil wrote what comes next. */
type Example = [repeat: string, due: string | null, on: string, next: string | null, left: string]

const path = join(import.meta.dirname, '../../../tests/recurrence.json')
const { rules, noRules, follows, next } = JSON.parse(readFileSync(path, 'utf8')) as {
  rules: string[]
  noRules: string[]
  follows: [string, string][]
  next: Record<string, Example[]>
}
const EXAMPLES = Object.entries(next).flatMap(([name, some]) =>
  some.map((example) => [name, ...example] as const),
)
const DAILY: Rule = {
  freq: 'DAILY',
  interval: 1,
  days: [],
  monthDay: null,
  count: null,
  until: null,
  fromCompletion: false,
}

describe('a rule', () => {
  it.each(rules)('%s is read and written', (rule) => {
    expect(formatRule(parseRule(rule)!)).toBe(rule)
  })

  it.each(noRules)('%j is none', (text) => expect(parseRule(text)).toBeNull())

  it.each<[string, Partial<Rule>]>([
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU', { freq: 'WEEKLY', interval: 2, days: [1, 0] }],
    ['FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3', { freq: 'MONTHLY', monthDay: -1, count: 3 }],
    ['FREQ=DAILY;UNTIL=20261231', { until: '2026-12-31' }],
    ['FREQ=YEARLY;X-FROM=COMPLETION', { freq: 'YEARLY', fromCompletion: true }],
  ])('%s is made of its parts', (text, parts) => {
    expect(parseRule(text)).toEqual({ ...DAILY, ...parts })
  })

  it('is written in one spelling, whatever it is made of', () => {
    const made = { ...DAILY, days: [0, 4, 1, 4], monthDay: 5, until: '2026-12-31', count: 2 }
    expect(formatRule(made)).toBe('FREQ=DAILY;COUNT=2')
    expect(formatRule({ ...made, freq: 'WEEKLY', count: null })).toBe(
      'FREQ=WEEKLY;BYDAY=MO,TH,SU;UNTIL=20261231',
    )
  })
})

describe('what comes next', () => {
  it('is told by many examples', () => expect(EXAMPLES.length).toBeGreaterThan(150))

  it.each(EXAMPLES)('%s: %s, due %s, done %s', (_, repeat, due, on, day, left) => {
    expect(nextOf(repeat, due, on)).toEqual(day && { due: day, repeat: left })
  })

  it('is nothing by a rule that is none of ours', () => {
    expect(nextOf('FREQ=HOURLY', '2026-12-01', '2026-12-01')).toBeNull()
  })
})

it.each(follows)('what follows on %s has the id %s', (id, following) => {
  expect(followId(id)).toBe(following)
})

describe('the op that makes the next one', () => {
  const plants = makeTodo({
    id: '01936f00-0000-7000-8000-000000000001',
    title: 'Water the plants',
    notes: 'Not the cactus',
    due: '2026-12-01',
    dueTime: '08:00',
    priority: 2,
    tags: ['home'],
    order: 'a5',
    parentId: 'p',
    repeat: 'FREQ=WEEKLY;COUNT=4',
  })

  it('has all that the next one takes over, and its day', () => {
    expect(followOp(plants, '2026-12-02')).toEqual({
      op: 'follow',
      id: '01936f00-0000-8000-8000-010000000001',
      after: plants.id,
      fields: {
        title: 'Water the plants',
        notes: 'Not the cactus',
        due: '2026-12-08',
        dueTime: '08:00',
        priority: 2,
        tags: ['home'],
        order: 'a5',
        parentId: 'p',
        assignee: null,
        repeat: 'FREQ=WEEKLY;COUNT=3',
      },
    })
  })

  it('leaves the place to the server that only the server knows', () => {
    const op = followOp({ ...plants, order: '~000000007' }, '2026-12-01')
    expect(op?.fields).not.toHaveProperty('order')
  })

  it.each([null, 'FREQ=DAILY;COUNT=1', 'sometimes'])('is none where %s follows', (repeat) => {
    expect(followOp({ ...plants, id: 'plants', repeat }, '2026-12-01')).toBeNull()
  })
})
