import { followId } from '@/api/ids'
import type { FollowOp } from '@/api/sync'
import type { Todo } from '@/api/types'
import { addDays, daysBetween, isDate, weekday } from './days'
import { isPlaced } from './order'

/**
 * Repetition rules, a subset of RRULE (RFC 5545), and what comes next by them, as the server has it
 * in app/domain/recurrence.py. tests/recurrence.json holds the two to the same.
 */

export type Freq = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'

/** A rule, taken apart. */
export interface Rule {
  freq: Freq
  interval: number
  /** With WEEKLY only, as `Date.prototype.getDay` counts; none of them is the day that it is due. */
  days: readonly number[]
  /** With MONTHLY only; -1 is the last day, null the day that it is due. */
  monthDay: number | null
  /** How many are left, this one included. */
  count: number | null
  /** "2026-12-31"; not together with `count`. */
  until: string | null
  /** It counts from the day on which it was done. */
  fromCompletion: boolean
}

export interface Next {
  due: string
  repeat: string
}

const CODES = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']
const PARTS = new RegExp(
  '^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(?:;INTERVAL=(\\d{1,3}))?(?:;BYDAY=([A-Z]{2}(?:,[A-Z]{2})*))?' +
    '(?:;BYMONTHDAY=(-1|[12]?\\d|3[01]))?(?:;COUNT=(\\d{1,3})|;UNTIL=(\\d{4})(\\d\\d)(\\d\\d))?' +
    '(;X-FROM=COMPLETION)?$',
)
export const LAST_DAY = -1

/** In a week, which begins on Monday. */
const placeOf = (day: number) => (day + 6) % 7
const inOrder = (days: readonly number[]) =>
  [...new Set(days)].sort((a, b) => placeOf(a) - placeOf(b))

/** In the one spelling that the server takes. */
export function formatRule(rule: Rule): string {
  const { freq, interval, days, monthDay, count, until, fromCompletion } = rule
  return [
    `FREQ=${freq}`,
    interval > 1 && `INTERVAL=${interval}`,
    freq === 'WEEKLY' && days.length && `BYDAY=${inOrder(days).map((day) => CODES[day])}`,
    freq === 'MONTHLY' && monthDay && `BYMONTHDAY=${monthDay}`,
    count ? `COUNT=${count}` : until && `UNTIL=${until.replaceAll('-', '')}`,
    fromCompletion && 'X-FROM=COMPLETION',
  ]
    .filter(Boolean)
    .join(';')
}

const numberIn = (text: string | undefined) => (text === undefined ? null : Number(text))

/** Null of what is none of ours. */
export function parseRule(text: string): Rule | null {
  const [, freq, interval, days, monthDay, count, year, month, day, completion] =
    PARTS.exec(text) ?? []
  const until = year ? `${year}-${month}-${day}` : null
  if (!freq || (until && !isDate(until))) return null
  const rule = {
    freq: freq as Freq,
    interval: numberIn(interval) ?? 1,
    days: days?.split(',').map((code) => CODES.indexOf(code)) ?? [],
    monthDay: numberIn(monthDay),
    count: numberIn(count),
    until,
    fromCompletion: !!completion,
  }
  return formatRule(rule) === text ? rule : null
}

/** Of periods of days, or of weeks, the one with `after` and the one after that. */
function byDay({ freq, interval, days }: Rule, begin: string, after: string): string[] {
  const isWeekly = freq === 'WEEKLY'
  const first = isWeekly ? addDays(begin, -placeOf(weekday(begin))) : begin
  const length = isWeekly ? 7 * interval : interval
  const offsets = isWeekly ? (days.length ? days : [weekday(begin)]).map(placeOf) : [0]
  const passed = Math.floor(daysBetween(first, after) / length)
  return [passed, passed + 1].flatMap((period) =>
    offsets.map((offset) => addDays(first, period * length + offset)),
  )
}

/** Counted from the year 0. */
const monthOf = (date: string) => 12 * Number(date.slice(0, 4)) + Number(date.slice(5, 7)) - 1
const END = monthOf('9999-12-31')

/** Nothing where the month has no such day. */
function dayIn(month: number, wanted: number): string | undefined {
  const pad = (value: number, length: number) => String(value).padStart(length, '0')
  const start = `${pad(Math.floor(month / 12), 4)}-${pad((month % 12) + 1, 2)}`
  const days = wanted === LAST_DAY ? [31, 30, 29, 28] : [wanted]
  return days.map((day) => `${start}-${pad(day, 2)}`).find(isDate)
}

function* byMonth({ freq, interval, monthDay }: Rule, begin: string, after: string) {
  const length = freq === 'YEARLY' ? 12 * interval : interval
  const first = monthOf(begin)
  const passed = Math.floor((monthOf(after) - first) / length)
  for (let month = first + passed * length; month <= END; month += length) {
    const day = dayIn(month, monthDay ?? Number(begin.slice(8)))
    if (day) yield day
  }
}

function firstAfter(rule: Rule, begin: string, after: string): string | undefined {
  const isByDay = rule.freq === 'DAILY' || rule.freq === 'WEEKLY'
  for (const day of isByDay ? byDay(rule, begin, after) : byMonth(rule, begin, after)) {
    // What is after the year 9999 is no date of ours.
    if (day > after && isDate(day)) return day
  }
  return undefined
}

/**
 * The day and the rule of the to-do that follows on one that was done `on` this day; null when there
 * is no more. Done early, it is the next of the series; done late, none that is past.
 */
export function nextOf(repeat: string, due: string | null, on: string): Next | null {
  const rule = parseRule(repeat)
  if (!rule || rule.count === 1) return null
  const begin = rule.fromCompletion || due === null ? on : due
  const day = firstAfter(rule, begin, begin > on ? begin : on)
  if (!day || (rule.until && day > rule.until)) return null
  return { due: day, repeat: formatRule({ ...rule, count: rule.count && rule.count - 1 }) }
}

/** What makes the next one of a to-do that is completed on the local day `on`, if it repeats on. */
export function followOp(todo: Todo, on: string): FollowOp | null {
  const next = todo.repeat === null ? null : nextOf(todo.repeat, todo.due, on)
  if (!next) return null
  const { id, title, notes, dueTime, priority, tags, parentId, order, assignee } = todo
  const kept = { title, notes, dueTime, priority, tags: [...tags], parentId, assignee }
  // Right behind this one, unless only the server knows where that is.
  const fields = { ...kept, ...next, ...(isPlaced(todo) && { order }) }
  return { op: 'follow', id: followId(id), after: id, fields }
}

function isOf({ freq, days, monthDay }: Rule, day: string): boolean {
  if (freq === 'WEEKLY' && days.length) return days.includes(weekday(day))
  if (freq !== 'MONTHLY' || !monthDay) return true
  const date = monthDay === LAST_DAY ? addDays(day, 1) : day
  return Number(date.slice(8)) === Math.abs(monthDay)
}

/** The first day of a series that begins on `today`. */
export function firstOf(rule: Rule, today: string): string {
  let day = today
  while (!isOf(rule, day)) day = addDays(day, 1)
  return day
}
