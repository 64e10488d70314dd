import { locale } from '@/i18n'
import { t } from '@/i18n/rest'
import { onDay, yearIn } from './dates'
import { addDays, weekday } from './days'
import { formatRule, LAST_DAY, type Freq, type Rule } from './recurrence'

/** Rules as a person chooses and reads them. */

export const FREQS: readonly Freq[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']
const WORKDAYS = [1, 2, 3, 4, 5]
const SUNDAY = '2023-01-01'
const UNITS = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' } as const

const dayOf = (iso: string) => Number(iso.slice(8))
const isLastDay = (iso: string) => dayOf(addDays(iso, 1)) === 1

/** For what is due on `day`, and is to go on for ever. */
export function ruleOf(freq: Freq, day: string): Rule {
  return {
    freq,
    interval: 1,
    days: freq === 'WEEKLY' ? [weekday(day)] : [],
    monthDay: freq === 'MONTHLY' ? dayOf(day) : null,
    count: null,
    until: null,
    fromCompletion: false,
  }
}

/** The rules that most want. */
export function presetsFor(day: string): readonly Rule[] {
  const [daily, weekly, monthly, yearly] = FREQS.map((freq) => ruleOf(freq, day)) as [
    Rule,
    Rule,
    Rule,
    Rule,
  ]
  const last = isLastDay(day) ? [{ ...monthly, monthDay: LAST_DAY }] : []
  return [daily, { ...weekly, days: WORKDAYS }, weekly, monthly, ...last, yearly]
}

/** 0 is Sunday. */
export const weekdayName = (day: number, style: 'long' | 'short') =>
  onDay(addDays(SUNDAY, day), { weekday: style })

/** "week", or "weeks": as it goes with the number. */
export function unitName(freq: Freq, n: number): string {
  const options = { style: 'unit', unit: UNITS[freq], unitDisplay: 'long' } as const
  const parts = new Intl.NumberFormat(locale, options).formatToParts(n)
  return parts.find(({ type }) => type === 'unit')?.value ?? ''
}

const isWorkdays = ({ interval, days }: Rule) => interval === 1 && days.join() === WORKDAYS.join()

function describeWeeks(rule: Rule): string {
  const { interval, days } = rule
  if (isWorkdays(rule)) return t.repeat.workdays
  if (!days.length) return t.repeat.weeks(interval)
  const names = days.map((day) => weekdayName(day, 'long'))
  const all = new Intl.ListFormat(locale, { type: 'conjunction' }).format(names)
  return interval === 1 ? t.repeat.everyDays(all) : t.repeat.onDays(t.repeat.weeks(interval), all)
}

function describeMonths({ interval, monthDay }: Rule): string {
  const months = t.repeat.months(interval)
  if (!monthDay) return months
  return monthDay === LAST_DAY ? t.repeat.onLastDay(months) : t.repeat.onMonthDay(months, monthDay)
}

function describePace(rule: Rule): string {
  if (rule.freq === 'WEEKLY') return describeWeeks(rule)
  if (rule.freq === 'MONTHLY') return describeMonths(rule)
  return rule.freq === 'DAILY' ? t.repeat.days(rule.interval) : t.repeat.years(rule.interval)
}

/** "1 March", or "1 March 2028" where that is not this year. */
const describeUntil = (iso: string, today: string) =>
  onDay(iso, { day: 'numeric', month: 'long', ...yearIn(iso, today) })

/** "Every 2 weeks on Monday and Thursday, until 1 March". */
export function describeRule(rule: Rule, today: string): string {
  const pace = describePace(rule)
  const from = rule.fromCompletion ? t.repeat.fromCompletion(pace) : pace
  if (rule.count) return t.repeat.times(from, rule.count)
  return rule.until ? t.repeat.until(from, describeUntil(rule.until, today)) : from
}

export const isSame = (a: Rule, b: Rule) => formatRule(a) === formatRule(b)
