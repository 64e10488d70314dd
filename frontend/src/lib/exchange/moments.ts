import { isDate, todayLocal } from '@/lib/days'

/** Instants, and the days and times that they are here. */

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/i

/** As the server writes it, "2026-12-01T08:30:00.000Z"; nothing of what is no instant since 1970. */
export function instantOf(text: string | undefined): string | undefined {
  if (!text || !INSTANT.test(text)) return undefined
  const time = Date.parse(text)
  return time >= 0 && time < 253_402_300_800_000 ? new Date(time).toISOString() : undefined
}

/** Midday of a day that is here, which is that day nearly everywhere else, too. */
export function middayOf(day: string | undefined): string | undefined {
  if (!day || !isDate(day)) return undefined
  const [year, month, date] = day.split('-').map(Number)
  return instantOf(new Date(year!, month! - 1, date, 12).toISOString())
}

export const dayHere = (instant: string) => todayLocal(new Date(instant))

export const timeHere = (instant: string) => new Date(instant).toTimeString().slice(0, 5)

/** "9:05 pm" and "21:05" are 21:05. */
export function timeOf(text: string): string | undefined {
  const [, hour, minute, half] = /^(\d{1,2}):(\d\d)(?::\d\d)?\s?([ap]m)?$/i.exec(text) ?? []
  if (!hour || !minute) return undefined
  const hours = half ? (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0) : Number(hour)
  return hours < 24 && minute < '60' ? `${String(hours).padStart(2, '0')}:${minute}` : undefined
}

export const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
