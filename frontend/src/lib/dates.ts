/**
 * Due dates are floating calendar days, "YYYY-MM-DD" strings. All arithmetic goes through UTC
 * midnight, which has no daylight saving; only `todayLocal` asks the machine's clock and zone.
 */

const DAY = 86_400_000

const pad = (value: number) => String(value).padStart(2, '0')

function toUtc(iso: string): number {
  const [year, month, day] = iso.split('-').map(Number)
  return Date.UTC(year!, month! - 1, day!)
}

function fromUtc(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

/** The calendar day on the wall where the person is. */
export function todayLocal(now: Date = new Date()): string {
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`
}

export function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && fromUtc(toUtc(text)) === text
}

export function addDays(iso: string, days: number): string {
  return fromUtc(toUtc(iso) + days * DAY)
}

export function daysBetween(from: string, to: string): number {
  return Math.round((toUtc(to) - toUtc(from)) / DAY)
}

/** 0 is Sunday, as in `Date.prototype.getDay`. */
export function weekday(iso: string): number {
  return new Date(toUtc(iso)).getUTCDay()
}

/** The Monday after this day: a week's plans start there. */
export function nextWeek(iso: string): string {
  return addDays(iso, (8 - weekday(iso)) % 7 || 7)
}

export function isOverdue(due: string, today: string): boolean {
  return due < today
}

function format(iso: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(toUtc(iso))
}

const NAMED: Record<number, string> = { [-1]: 'Yesterday', 0: 'Today', 1: 'Tomorrow' }

/** "Today", "Friday" within the coming week, "1 Dec" this year, "1 Dec 2027" otherwise. */
export function describeDue(due: string, today: string): string {
  const days = daysBetween(today, due)
  if (NAMED[days]) return NAMED[days]
  if (days > 1 && days < 7) return format(due, { weekday: 'long' })
  const sameYear = due.slice(0, 4) === today.slice(0, 4)
  return format(due, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) })
}

/** "Monday 23 November", for headings. */
export function describeDay(iso: string): string {
  return format(iso, { weekday: 'long', day: 'numeric', month: 'long' }).replace(',', '')
}

/** The heading of a day in a plan: "Tomorrow · Tuesday 24 November". */
export function describePlanDay(iso: string, today: string): string {
  const name = NAMED[daysBetween(today, iso)]
  return name ? `${name} · ${describeDay(iso)}` : describeDay(iso)
}

/** A server's instant, in the person's own zone: "23 Nov 2026, 05:35". */
export function describeInstant(instant: string): string {
  const options: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' }
  return new Intl.DateTimeFormat('en-GB', options).format(new Date(instant))
}
