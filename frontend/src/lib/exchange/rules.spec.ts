// @vitest-environment node
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ruleOf, ruleOfRec } from './rules'

const path = join(import.meta.dirname, '../../../../tests/recurrence.json')
const { rules } = JSON.parse(readFileSync(path, 'utf8')) as { rules: string[] }

describe('a rule of others', () => {
  it.each(rules)('%s is ours', (rule) => {
    const [rrule, isFromDone] = [rule.replace(';X-FROM=COMPLETION', ''), rule.includes('X-FROM')]
    expect(ruleOf(rrule, undefined, isFromDone)).toBe(rule)
  })

  it.each([
    ['freq=daily', 'FREQ=DAILY'],
    ['INTERVAL=1;FREQ=DAILY;', 'FREQ=DAILY'],
    ['FREQ=WEEKLY;BYDAY=TH,MO;WKST=SU', 'FREQ=WEEKLY;BYDAY=MO,TH'],
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['FREQ=MONTHLY;BYMONTHDAY=05', 'FREQ=MONTHLY;BYMONTHDAY=5'],
    ['FREQ=DAILY;UNTIL=20261231T225959Z', 'FREQ=DAILY;UNTIL=20261231'],
    ['FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1', 'FREQ=YEARLY'],
    ['FREQ=YEARLY;BYMONTH=12', 'FREQ=YEARLY'],
  ])('%s of what is due on 1 December is %s', (rrule, rule) => {
    expect(ruleOf(rrule, '2026-12-01')).toBe(rule)
  })

  it.each([
    ...['', 'DAILY', 'FREQ=HOURLY', 'FREQ=DAILY;INTERVAL=1000', 'FREQ=DAILY;INTERVAL=0'],
    ...['FREQ=DAILY;COUNT=0', 'FREQ=DAILY;COUNT=2;UNTIL=20261231', 'FREQ=DAILY;UNTIL=20261331'],
    ...['FREQ=MONTHLY;BYDAY=2TU', 'FREQ=MONTHLY;BYDAY=TU', 'FREQ=MONTHLY;BYMONTHDAY=1,15'],
    ...['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1', 'FREQ=MONTHLY;BYMONTHDAY=-2', 'FREQ=WEEKLY;BYDAY=XX'],
    ...[
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU',
      'FREQ=DAILY;BYMONTH=6',
      'FREQ=DAILY;BYHOUR=9',
    ],
    ...['FREQ=YEARLY;BYMONTH=6', 'FREQ=YEARLY;BYMONTHDAY=2', 'FREQ=YEARLY;BYDAY=MO;BYWEEKNO=20'],
    ...['FREQ=DAILY;FREQ=WEEKLY', 'FREQ=DAILY;INTERVAL', `FREQ=DAILY;COUNT=${'9'.repeat(300)}`],
  ])('%s of what is due on 1 December is none of ours', (rrule) => {
    expect(ruleOf(rrule, '2026-12-01')).toBeUndefined()
  })
})

it.each([
  ['1w', 'FREQ=WEEKLY;X-FROM=COMPLETION'],
  ['+2m', 'FREQ=MONTHLY;INTERVAL=2'],
  ['+1b', undefined],
  ['+0d', undefined],
])('rec:%s is %s', (rec, rule) => expect(ruleOfRec(rec)).toBe(rule))
