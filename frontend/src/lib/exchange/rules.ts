import { isDate } from '@/lib/days'
import { formatRule, parseRule } from '@/lib/recurrence'

/** Rules of others, put into the one spelling that is ours, where they say the same. */

const WEEK = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const NAMES = ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'COUNT', 'UNTIL', 'WKST']
/** The longest that could be one of ours; nobody counts out what is longer. */
const MAX_LENGTH = 200

type Parts = Map<string, string>

function partsOf(rule: string): Parts | undefined {
  if (rule.length > MAX_LENGTH) return undefined
  const pairs = rule.toUpperCase().split(';').filter(Boolean)
  const parts = new Map(pairs.map((pair) => pair.split('=', 2) as [string, string]))
  const isKnown = [...parts].every(([name, value]) => NAMES.includes(name) && value)
  return isKnown && parts.size === pairs.length ? parts : undefined
}

/** The month and the day of a yearly rule are those that it is due on anyway. */
function isOnDue(parts: Parts, due: string | undefined): boolean {
  const month = parts.get('BYMONTH')
  const day = parts.get('BYMONTHDAY')
  if (!month && !day) return true
  return (
    Number(month) === Number(due?.slice(5, 7)) && (!day || Number(day) === Number(due?.slice(8)))
  )
}

/** Which day begins the week makes no difference but to every other one. */
function isOurWeek(parts: Parts): boolean {
  const isWeekly = parts.get('FREQ') === 'WEEKLY' && Number(parts.get('INTERVAL') ?? 1) > 1
  return !isWeekly || (parts.get('WKST') ?? 'MO') === 'MO'
}

function daysOf(parts: Parts): string | undefined {
  const days = parts.get('BYDAY')?.split(',')
  return days && WEEK.filter((day) => days.includes(day)).join()
}

const numberOf = (parts: Parts, name: string) => parts.has(name) && String(Number(parts.get(name)))

/** Every day of some is every week on these. */
function withWeeks(parts: Parts): Parts {
  const isDaily = parts.get('FREQ') === 'DAILY' && Number(parts.get('INTERVAL') ?? 1) === 1
  return isDaily && parts.has('BYDAY') ? new Map(parts).set('FREQ', 'WEEKLY') : parts
}

function spell(parts: Parts, isYearly: boolean): string {
  const [interval, count] = [numberOf(parts, 'INTERVAL'), numberOf(parts, 'COUNT')]
  const [days, monthDay] = [daysOf(parts), numberOf(parts, 'BYMONTHDAY')]
  return [
    `FREQ=${parts.get('FREQ')}`,
    interval && interval !== '1' && `INTERVAL=${interval}`,
    days && `BYDAY=${days}`,
    !isYearly && monthDay && `BYMONTHDAY=${monthDay}`,
    count && `COUNT=${count}`,
    parts.has('UNTIL') && `UNTIL=${parts.get('UNTIL')!.slice(0, 8)}`,
  ]
    .filter(Boolean)
    .join(';')
}

/**
 * Of an RRULE (RFC 5545, section 3.3.10) the rule of ours that says the same for what is due on this
 * day; nothing where there is none.
 */
export function ruleOf(rrule: string, due?: string, fromCompletion = false): string | undefined {
  const read = partsOf(rrule)
  const parts = read && withWeeks(read)
  if (!parts || !isOurWeek(parts)) return undefined
  const isYearly = parts.get('FREQ') === 'YEARLY'
  if (isYearly ? !isOnDue(parts, due) : parts.has('BYMONTH')) return undefined
  // A day with a number, as the second Monday, is in no week.
  if (
    parts
      .get('BYDAY')
      ?.split(',')
      .some((day) => !WEEK.includes(day))
  )
    return undefined
  const rule = parseRule(spell(parts, isYearly))
  return rule ? formatRule({ ...rule, fromCompletion }) : undefined
}

const UNITS: Record<string, string> = { d: 'DAILY', w: 'WEEKLY', m: 'MONTHLY', y: 'YEARLY' }

/** "1w", counted from when it was done, or "+1w", from when it was due: as todo.txt programs write it. */
export function ruleOfRec(rec: string): string | undefined {
  const [, strict, count, unit] = /^(\+?)(\d{1,3})([dwmy])$/.exec(rec) ?? []
  return unit && ruleOf(`FREQ=${UNITS[unit]};INTERVAL=${count}`, undefined, !strict)
}

/** "20261231" of "2026-12-31". */
export const compact = (day: string) => day.replaceAll('-', '')

export function dayOf(text: string): string | undefined {
  const day = text.slice(0, 8).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
  return isDate(day) ? day : undefined
}
