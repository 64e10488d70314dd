import { afterEach, describe, expect, it } from 'vitest'
import { startLanguage } from '@/i18n'
import { firstOf, formatRule, parseRule } from './recurrence'
import { describeRule, presetsFor, unitName } from './repeats'

const TODAY = '2026-11-23' // A Monday.

const describeText = (text: string) => describeRule(parseRule(text)!, TODAY)

afterEach(() => startLanguage(['en-GB']))

describe('a rule in words', () => {
  it.each([
    ['FREQ=DAILY', 'Every day', 'Jeden Tag'],
    ['FREQ=DAILY;INTERVAL=3', 'Every 3 days', 'Alle 3 Tage'],
    ['FREQ=WEEKLY', 'Every week', 'Jede Woche'],
    ['FREQ=WEEKLY;BYDAY=FR', 'Every Friday', 'Jeden Freitag'],
    ['FREQ=WEEKLY;BYDAY=MO,TH', 'Every Monday and Thursday', 'Jeden Montag und Donnerstag'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'Every weekday', 'Montag bis Freitag'],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR',
      'Every 2 weeks on Monday, Tuesday, Wednesday, Thursday and Friday',
      'Alle 2 Wochen am Montag, Dienstag, Mittwoch, Donnerstag und Freitag',
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20261201',
      'Every 2 weeks on Monday and Thursday, until 1 December',
      'Alle 2 Wochen am Montag und Donnerstag, bis 1. Dezember',
    ],
    ['FREQ=MONTHLY', 'Every month', 'Jeden Monat'],
    ['FREQ=MONTHLY;BYMONTHDAY=1', 'Every month on the 1st', 'Jeden Monat am 1.'],
    ['FREQ=MONTHLY;BYMONTHDAY=12', 'Every month on the 12th', 'Jeden Monat am 12.'],
    ['FREQ=MONTHLY;BYMONTHDAY=22', 'Every month on the 22nd', 'Jeden Monat am 22.'],
    [
      'FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=-1',
      'Every 6 months on the last day',
      'Alle 6 Monate am letzten Tag',
    ],
    ['FREQ=YEARLY', 'Every year', 'Jedes Jahr'],
    ['FREQ=DAILY;COUNT=1', 'Every day, once', 'Jeden Tag, noch 1 Mal'],
    [
      'FREQ=YEARLY;COUNT=4;X-FROM=COMPLETION',
      'Every year, counted from completion, 4 times',
      'Jedes Jahr, ab dem Erledigen gezählt, noch 4 Mal',
    ],
    ['FREQ=DAILY;UNTIL=20280301', 'Every day, until 1 March 2028', 'Jeden Tag, bis 1. März 2028'],
  ])('%s', async (text, english, german) => {
    expect(describeText(text)).toBe(english)
    await startLanguage(['de'])
    expect(describeText(text)).toBe(german)
  })

  it('has units that go with their number', async () => {
    expect([unitName('WEEKLY', 1), unitName('WEEKLY', 2)]).toEqual(['week', 'weeks'])
    await startLanguage(['de'])
    expect([unitName('MONTHLY', 1), unitName('YEARLY', 2)]).toEqual(['Monat', 'Jahre'])
  })
})

describe('the presets', () => {
  it('are about the day that it is due', () => {
    expect(presetsFor(TODAY).map(formatRule)).toEqual([
      'FREQ=DAILY',
      'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
      'FREQ=WEEKLY;BYDAY=MO',
      'FREQ=MONTHLY;BYMONTHDAY=23',
      'FREQ=YEARLY',
    ])
  })

  it.each(['2026-11-30', '2028-02-29', '2026-12-31'])('know that %s ends a month', (day) => {
    expect(presetsFor(day).map(formatRule)).toContain('FREQ=MONTHLY;BYMONTHDAY=-1')
  })
})

describe('the first day of a series that begins today', () => {
  it.each([
    ['FREQ=DAILY;INTERVAL=3', TODAY],
    ['FREQ=YEARLY', TODAY],
    ['FREQ=WEEKLY', TODAY],
    ['FREQ=WEEKLY;BYDAY=MO', TODAY],
    ['FREQ=WEEKLY;INTERVAL=4;BYDAY=WE,SU', '2026-11-25'],
    ['FREQ=MONTHLY', TODAY],
    ['FREQ=MONTHLY;BYMONTHDAY=22', '2026-12-22'],
    ['FREQ=MONTHLY;BYMONTHDAY=31', '2026-12-31'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', '2026-11-30'],
  ])('of %s is %s', (text, day) => {
    expect(firstOf(parseRule(text)!, TODAY)).toBe(day)
  })
})
