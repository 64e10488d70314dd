import { addDays, isDate } from '@/lib/days'
import { addUnits, lastOfMonth, nextDate, nextWeekday } from './calendar'
import { hit, type At, type Matcher, type Scope } from './types'
import { lookUp, type Vocabulary } from './vocabulary'

/** A day, and how many words it takes. */
type Day = readonly [date: string, count: number]
type DayReader = (at: At, vocabulary: Vocabulary, scope: Scope) => Day | undefined

/** How many words the first of these phrases has that is here; 0 if none is. */
export function countPhrase(at: At, phrases: readonly string[]): number {
  const isHere = (phrase: string) => phrase.split(' ').every((word, place) => word === at(place))
  return phrases.find(isHere)?.split(' ').length ?? 0
}

/** The number in "15th"; and, unless it must have an ending, in "15". */
export function dayOf(word: string, { ordinals }: Vocabulary, must = false): number | undefined {
  const [, digits, ending] = /^(\d{1,2})(\D*)$/.exec(word) ?? []
  const isDay = ending ? ordinals.includes(ending) : !must
  return digits && isDay ? Number(digits) : undefined
}

function readPhrase(at: At, phrases: readonly string[], day: () => string): Day | undefined {
  const count = countPhrase(at, phrases)
  return count ? [day(), count] : undefined
}

const relative: DayReader = (at, { relative }, { today }) => {
  const days = lookUp(relative, at(0))
  return days === undefined ? undefined : [addDays(today, days), 1]
}

const nextWeek: DayReader = (at, { nextWeek }, { today, weekStart }) =>
  readPhrase(at, nextWeek, () => nextWeekday(addDays(today, 1), weekStart))

const endOfMonth: DayReader = (at, { endOfMonth }, { today }) =>
  readPhrase(at, endOfMonth, () => lastOfMonth(today))

const inUnits: DayReader = (at, vocabulary, { today }) => {
  const unit = lookUp(vocabulary.units, at(2))
  if (!unit || !vocabulary.in.includes(at(0)) || !/^\d{1,3}$/.test(at(1))) return
  return [addUnits(today, Number(at(1)), unit), 3]
}

/** Never today: "monday" on a Monday is the next one. */
const dayOfWeek: DayReader = (at, { days }, { today }) => {
  const day = lookUp(days, at(0))
  return day === undefined ? undefined : [nextWeekday(addDays(today, 1), day), 1]
}

/** On a Saturday it is that one. */
const weekend: DayReader = (at, { weekend }, { today }) =>
  readPhrase(at, weekend, () => nextWeekday(today, 6))

const dayAndMonth: DayReader = (at, vocabulary, { today }) => {
  const read = (day?: number, month?: number) => day && month && nextDate(today, month, day)
  const monthOf = (word: string) => lookUp(vocabulary.months, word)
  const date =
    read(dayOf(at(0), vocabulary), monthOf(at(1))) || read(dayOf(at(1), vocabulary), monthOf(at(0)))
  return date ? [date, 2] : undefined
}

const iso: DayReader = (at) => (isDate(at(0)) ? [at(0), 1] : undefined)

const ALONE = [relative, nextWeek, endOfMonth, inUnits]
const AFTER_ON = [dayOfWeek, weekend, dayAndMonth, iso]

export const readDay: DayReader = (at, vocabulary, scope) => {
  const on = vocabulary.on.includes(at(0)) ? 1 : 0
  for (const read of on ? AFTER_ON : [...ALONE, ...AFTER_ON]) {
    const [date, count] = read((offset) => at(offset + on), vocabulary, scope) ?? []
    if (date && count) return [date, on + count]
  }
}

export const matchDue: Matcher = (at, vocabulary, scope) => {
  const [date, count] = readDay(at, vocabulary, scope) ?? []
  if (!date || !count) return
  const words = Array.from({ length: count }, (_, place) => at(place))
  const isAmbiguous = words.some((word) => vocabulary.ambiguous.includes(word))
  return hit('due', date, count, isAmbiguous ? 'end' : 'edges')
}
