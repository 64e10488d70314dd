import { addDays, weekday } from '@/lib/dates'
import type { Freq } from './vocabulary'

/** A repetition, taken apart. */
export interface Rule {
  freq: Freq
  interval: number
  /** With WEEKLY only, as `Date.prototype.getDay` counts. */
  days?: readonly number[]
  /** With MONTHLY only; -1 is the last day. */
  monthDay?: number
  fromCompletion?: boolean
}

export const WEEKDAYS: readonly number[] = [1, 2, 3, 4, 5]
const CODES = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']
const RULE =
  /^FREQ=([A-Z]+)(?:;INTERVAL=(\d+))?(?:;BYDAY=([A-Z,]+))?(?:;BYMONTHDAY=(-?\d+))?(;X-FROM=COMPLETION)?$/

/** The server knows one spelling of each: days once, and in the order of a week from Monday on. */
function inOrder(days: readonly number[]): number[] {
  return [...new Set(days)].sort((a, b) => ((a + 6) % 7) - ((b + 6) % 7))
}

export function writeRule({ freq, interval, days, monthDay, fromCompletion }: Rule): string {
  return [
    `FREQ=${freq}`,
    interval > 1 && `INTERVAL=${interval}`,
    days && `BYDAY=${inOrder(days).map((day) => CODES[day])}`,
    monthDay && `BYMONTHDAY=${monthDay}`,
    fromCompletion && 'X-FROM=COMPLETION',
  ]
    .filter(Boolean)
    .join(';')
}

/** Undefined of what quick add cannot say, such as an end. */
export function readRule(text: string): Rule | undefined {
  const [, freq, interval, days, monthDay, completion] = RULE.exec(text) ?? []
  if (!freq) return
  return {
    freq: freq as Freq,
    interval: Number(interval ?? 1),
    days: days?.split(',').map((code) => CODES.indexOf(code)),
    monthDay: monthDay ? Number(monthDay) : undefined,
    fromCompletion: !!completion,
  }
}

function isOn({ days, monthDay }: Rule, date: string): boolean {
  if (days) return days.includes(weekday(date))
  if (!monthDay) return true
  return Number((monthDay < 0 ? addDays(date, 1) : date).slice(8)) === Math.abs(monthDay)
}

/** The first day from this one on. There is one within two months: of these, one has 31 days. */
export function firstDay(text: string, from: string): string {
  const rule = readRule(text)
  const days = Array.from({ length: 62 }, (_, days) => addDays(from, days))
  return days.find((date) => !rule || isOn(rule, date)) ?? from
}
