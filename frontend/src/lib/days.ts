/**
 * Due dates are floating calendar days, "YYYY-MM-DD" strings. All arithmetic goes through UTC
 * midnight, which has no daylight saving; only `todayLocal` asks the machine's clock and zone.
 */

const DAY = 86_400_000

const pad = (value: number) => String(value).padStart(2, '0')

export function toUtc(iso: string): number {
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
