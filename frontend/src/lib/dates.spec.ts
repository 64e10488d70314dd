import { afterEach, describe, expect, it } from 'vitest'
import { startLanguage } from '@/i18n'
import {
  describeDay,
  describeDue,
  describeInstant,
  describePlanDay,
  describeTime,
  isOverdue,
  nextWeek,
  weekStart,
} from './dates'
import { addDays, daysBetween, isDate, todayLocal, weekday } from './days'
import { forgetPreferences, prefer, type Preferences } from './preferences'

const zone = process.env.TZ

afterEach(async () => {
  forgetPreferences()
  await startLanguage(['en-GB'])
  if (zone) process.env.TZ = zone
  else delete process.env.TZ
})

describe('today', () => {
  it.each([
    ['Pacific/Auckland', '2026-11-23T12:30:00Z', '2026-11-24'],
    ['Pacific/Kiritimati', '2026-11-23T10:00:00Z', '2026-11-24'],
    ['America/Los_Angeles', '2026-11-24T06:00:00Z', '2026-11-23'],
    ['Europe/Berlin', '2026-03-28T23:30:00Z', '2026-03-29'],
    ['UTC', '2026-12-31T23:59:59Z', '2026-12-31'],
  ])('is what the wall calendar in %s says', (TZ, instant, day) => {
    process.env.TZ = TZ
    expect(todayLocal(new Date(instant))).toBe(day)
  })
})

describe('adding days', () => {
  it.each([
    ['Europe/Berlin', '2026-03-28', 1, '2026-03-29'],
    ['Europe/Berlin', '2026-03-29', 1, '2026-03-30'],
    ['Europe/Berlin', '2026-10-25', 1, '2026-10-26'],
    ['America/New_York', '2026-11-01', 1, '2026-11-02'],
    ['America/Sao_Paulo', '2018-11-03', 1, '2018-11-04'],
    ['Pacific/Apia', '2011-12-29', 1, '2011-12-30'],
    ['Australia/Lord_Howe', '2026-04-05', -1, '2026-04-04'],
    ['UTC', '2028-02-28', 1, '2028-02-29'],
    ['UTC', '2026-12-31', 1, '2027-01-01'],
  ])('in %s, %s plus %i is %s', (TZ, from, days, to) => {
    process.env.TZ = TZ
    expect(addDays(from, days)).toBe(to)
    expect(daysBetween(from, to)).toBe(days)
  })

  it('keeps the weekday whatever the zone', () => {
    for (const TZ of ['Pacific/Auckland', 'America/Los_Angeles', 'UTC']) {
      process.env.TZ = TZ
      expect(weekday('2026-11-23')).toBe(1)
    }
  })
})

describe('next week', () => {
  it.each([
    ['2026-11-22', '2026-11-23'],
    ['2026-11-23', '2026-11-30'],
    ['2026-11-28', '2026-11-30'],
  ])('after %s begins on Monday %s', (day, monday) => {
    expect(nextWeek(day)).toBe(monday)
  })

  it.each<[string, Preferences['weekStart'], string]>([
    ['en-US', 'auto', '2026-11-29'],
    ['de', 'auto', '2026-11-30'],
    ['en-US', '1', '2026-11-30'],
    ['de', '0', '2026-11-29'],
    ['de', '6', '2026-11-28'],
  ])('begins where %s begins it, with “%s” wished: on %s', async (tag, wish, day) => {
    await startLanguage([tag])
    prefer('weekStart', wish)
    expect(nextWeek('2026-11-23')).toBe(day)
    expect(weekday(day)).toBe(weekStart())
  })
})

describe('describing a due date', () => {
  it.each([
    ['2026-11-22', 'Yesterday'],
    ['2026-11-23', 'Today'],
    ['2026-11-24', 'Tomorrow'],
    ['2026-11-27', 'Friday'],
    ['2026-11-30', '30 Nov'],
    ['2026-11-20', '20 Nov'],
    ['2027-01-02', '2 Jan 2027'],
  ])('calls %s “%s” on 23 November 2026', (due, text) => {
    expect(describeDue(due, '2026-11-23')).toBe(text)
  })

  it('names the day in headings', () => {
    expect(describeDay('2026-11-23')).toBe('Monday 23 November')
    expect(describePlanDay('2026-11-24', '2026-11-23')).toBe('Tomorrow · Tuesday 24 November')
    expect(describePlanDay('2026-11-26', '2026-11-23')).toBe('Thursday 26 November')
  })

  it('is overdue only once its day is over', () => {
    expect(isOverdue('2026-11-22', '2026-11-23')).toBe(true)
    expect(isOverdue('2026-11-23', '2026-11-23')).toBe(false)
  })
})

describe('a date', () => {
  it.each<[string, Preferences['dateOrder'], string, string, string]>([
    ['en-GB', 'auto', '30 Nov', '2 Jan 2027', 'Monday 23 November'],
    ['en-GB', 'mdy', 'Nov 30', 'Jan 2, 2027', 'Monday, November 23'],
    ['en-US', 'auto', 'Nov 30', 'Jan 2, 2027', 'Monday, November 23'],
    ['en-US', 'dmy', '30 Nov', '2 Jan 2027', 'Monday 23 November'],
    ['en-US', 'ymd', 'Nov 30', '2027 Jan 2', 'Monday, November 23'],
    ['de', 'auto', '30. Nov.', '2. Jan. 2027', 'Montag, 23. November'],
    ['de', 'ymd', 'Nov. 30', '2027 Jan. 2', 'Montag, November 23'],
  ])('is in the order of %s, or as wished: %s', async (tag, order, soon, later, heading) => {
    await startLanguage([tag])
    prefer('dateOrder', order)
    expect(describeDue('2026-11-30', '2026-11-23')).toBe(soon)
    expect(describeDue('2027-01-02', '2026-11-23')).toBe(later)
    expect(describeDay('2026-11-23')).toBe(heading)
  })

  it('is called by its name in the language of the page', async () => {
    await startLanguage(['de'])
    expect(describeDue('2026-11-24', '2026-11-23')).toBe('Morgen')
    expect(describeDue('2026-11-27', '2026-11-23')).toBe('Freitag')
  })
})

describe('a time', () => {
  it.each([
    ['en-GB', /^17:00$/, /^23 Nov 2026, 05:35$/],
    ['de', /^17:00$/, /^23\. Nov\. 2026, 05:35$/],
    ['en-US', /^5:00\sPM$/, /^Nov 23, 2026, 5:35\sAM$/],
  ])('is told as in %s', async (tag, time, instant) => {
    process.env.TZ = 'UTC'
    await startLanguage([tag])
    expect(describeTime('17:00')).toMatch(time)
    expect(describeInstant('2026-11-23T05:35:10Z')).toMatch(instant)
  })
})

it.each(['2026-02-30', '2026-13-01', '26-01-01', '', '2026-1-1'])('%s is no date', (text) => {
  expect(isDate(text)).toBe(false)
})
