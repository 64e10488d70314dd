import { addDays, isDate, weekday } from '@/lib/days'
import type { Freq } from './vocabulary'

const pad = (value: number) => String(value).padStart(2, '0')
const toDate = (year: number, month: number, day: number) => `${year}-${pad(month)}-${pad(day)}`

/** That day of a month, or the last that the month has. */
const dayIn = (year: number, month: number, day: number) =>
  [day, 30, 29, 28].map((one) => toDate(year, month, one)).find(isDate)!

export function lastOfMonth(iso: string): string {
  const [year, month] = iso.split('-').map(Number)
  return dayIn(year!, month!, 31)
}

/** One month after 31 January is 28 February. */
function addMonths(iso: string, count: number): string {
  const [year, month, day] = iso.split('-').map(Number)
  const months = year! * 12 + month! - 1 + count
  return dayIn(Math.floor(months / 12), (months % 12) + 1, day!)
}

export function addUnits(iso: string, count: number, unit: Freq): string {
  if (unit === 'DAILY') return addDays(iso, count)
  if (unit === 'WEEKLY') return addDays(iso, 7 * count)
  return addMonths(iso, unit === 'MONTHLY' ? count : 12 * count)
}

/** The first such day of a year from this one on, if there is any. 29 February may be 8 years away. */
export function nextDate(from: string, month: number, day: number): string | undefined {
  const year = Number(from.slice(0, 4))
  const dates = Array.from({ length: 9 }, (_, later) => toDate(year + later, month, day))
  return dates.find((date) => date >= from && isDate(date))
}

/** The first such day of the week from this one on. */
export const nextWeekday = (from: string, wanted: number) =>
  addDays(from, (wanted - weekday(from) + 7) % 7)
