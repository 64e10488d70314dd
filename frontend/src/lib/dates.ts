import { locale, t } from '@/i18n'
import { addDays, daysBetween, toUtc, weekday } from './days'
import { preferences } from './preferences'

/** Days as the person sees them: in the language, the order and the week that are the person's own. */

interface WeekInfo {
  /** 1 is Monday, 7 is Sunday. */
  firstDay: number
}

/** What is not yet in TypeScript's own words; Firefox has neither. */
type Region = Intl.Locale & { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo }

/** The day that a week begins with, as `weekday` counts. */
export function weekStart(): number {
  if (preferences.weekStart !== 'auto') return Number(preferences.weekStart)
  const region: Region = new Intl.Locale(locale)
  return ((region.getWeekInfo?.() ?? region.weekInfo)?.firstDay ?? 1) % 7
}

/** The day that the next week begins with: its plans start there. */
export function nextWeek(iso: string): string {
  return addDays(iso, (weekStart() - weekday(iso) + 7) % 7 || 7)
}

export function isOverdue(due: string, today: string): boolean {
  return due < today
}

const ORDERS = {
  dmy: ['day', 'month', 'year'],
  mdy: ['month', 'day', 'year'],
  ymd: ['year', 'month', 'day'],
}

/** To make one takes a hundred times as long as to use it. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  const made = formats.get(key) ?? new Intl.DateTimeFormat(locale, options)
  formats.set(key, made)
  return made
}

/** As the locale has it; where the person wants another order, in that one. */
function format(time: number, options: Intl.DateTimeFormatOptions): string {
  const parts = formatOf(options).formatToParts(time)
  const { dateOrder } = preferences
  const found = new Map<string, string>(parts.map(({ type, value }) => [type, value]))
  const own = [...found.keys()].filter((type) => ORDERS.dmy.includes(type))
  const wanted = dateOrder === 'auto' ? own : ORDERS[dateOrder].filter((type) => found.has(type))
  if (own.join() === wanted.join()) return parts.map(({ value }) => value).join('')
  const date = wanted.map((type) => found.get(type)).join(' ')
  const weekday = found.get('weekday')
  const year = dateOrder === 'mdy' && found.get('year')
  return `${weekday ? `${weekday}, ` : ''}${year ? date.replace(` ${year}`, `, ${year}`) : date}`
}

export const onDay = (iso: string, options: Intl.DateTimeFormatOptions) =>
  format(toUtc(iso), { ...options, timeZone: 'UTC' })

function nameOf(days: number): string | undefined {
  return [t.dates.yesterday, t.dates.today, t.dates.tomorrow][days + 1]
}

/** A year is told only of what is in another one. */
export const yearIn = (iso: string, today: string) =>
  iso.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: 'numeric' } as const)

/** "Today", "Friday" within the coming week, "1 Dec" this year, "1 Dec 2027" otherwise. */
export function describeDue(due: string, today: string): string {
  const days = daysBetween(today, due)
  const name = nameOf(days)
  if (name) return name
  if (days > 1 && days < 7) return onDay(due, { weekday: 'long' })
  return onDay(due, { day: 'numeric', month: 'short', ...yearIn(due, today) })
}

/** "Monday 23 November", for headings. */
export function describeDay(iso: string, today = iso): string {
  const date = { weekday: 'long', day: 'numeric', month: 'long' } as const
  const text = onDay(iso, { ...date, ...yearIn(iso, today) })
  // Some browsers have a comma there.
  return locale.startsWith('en') ? text.replace(/, (?=\d)/, ' ') : text
}

/** The heading of a day in a plan: "Tomorrow · Tuesday 24 November". */
export function describePlanDay(iso: string, today: string): string {
  const name = nameOf(daysBetween(today, iso))
  const date = describeDay(iso, today)
  return name ? `${name} · ${date}` : date
}

/** "17:00", or "5:00 PM" where that is what one says. */
export function describeTime(time: string): string {
  const [hours, minutes] = time.split(':').map(Number)
  return formatOf({ timeStyle: 'short', timeZone: 'UTC' }).format(
    Date.UTC(1970, 0, 1, hours, minutes),
  )
}

/** A server's instant, in the person's own zone: "23 Nov 2026, 05:35". */
export function describeInstant(instant: string): string {
  const time = Date.parse(instant)
  const date = format(time, { day: 'numeric', month: 'short', year: 'numeric' })
  return `${date}, ${formatOf({ timeStyle: 'short' }).format(time)}`
}
