import { countPhrase, dayOf, readDay } from './days'
import { WEEKDAYS, writeRule, type Rule } from './rules'
import { hit, words, type At, type Matcher, type Scope } from './types'
import { lookUp, type Vocabulary } from './vocabulary'

/** A part of a rule, and how many words it takes. */
type Part = readonly [rule: Partial<Rule>, count: number]
type PartReader = (at: At, vocabulary: Vocabulary) => Part | undefined

/** "mon,thu" or "mon, thu": after a comma at the end of a word the next one belongs to it, too. */
const daysOfWeek: PartReader = (at, vocabulary) => {
  const days: (number | undefined)[] = []
  for (let count = 1; ; count++) {
    const word = at(count - 1)
    const names = word.endsWith(',') ? word.slice(0, -1) : word
    days.push(...names.split(',').map((name) => lookUp(vocabulary.days, name)))
    if (days.includes(undefined)) return
    if (names === word) return [{ freq: 'WEEKLY', days: days as number[] }, count]
  }
}

const dayOfMonth: PartReader = (at, vocabulary) => {
  const last = countPhrase(at, vocabulary.lastDay)
  if (last) return [{ freq: 'MONTHLY', monthDay: -1 }, last]
  const monthDay = dayOf(at(0), vocabulary, true)
  return monthDay && monthDay <= 31 ? [{ freq: 'MONTHLY', monthDay }, 1] : undefined
}

const weekdays: PartReader = (at, vocabulary) => {
  const count = countPhrase(at, vocabulary.weekdays)
  return count ? [{ freq: 'WEEKLY', days: WEEKDAYS }, count] : undefined
}

/** The 2 of "2 weeks", "2nd week" and "other week". */
function intervalOf(word: string, vocabulary: Vocabulary): number | undefined {
  if (/^[1-9]\d{0,2}$/.test(word)) return Number(word)
  return vocabulary.other.includes(word) ? 2 : dayOf(word, vocabulary, true) || undefined
}

/** "2 weeks" */
const units: PartReader = (at, vocabulary) => {
  const interval = intervalOf(at(0), vocabulary)
  const count = interval ? 2 : 1
  const freq = lookUp(vocabulary.units, at(count - 1))
  return freq && [{ freq, interval: interval ?? 1 }, count]
}

/** "2 weeks mon,thu", "month on 15th": units, and on which of their days. */
const unitsWithDays: PartReader = (at, vocabulary) => {
  const [unit, count] = units(at, vocabulary) ?? []
  if (!unit || !count) return
  const lead = count + (vocabulary.on.includes(at(count)) ? 1 : 0)
  const read = unit.freq === 'WEEKLY' ? daysOfWeek : dayOfMonth
  const [days, more = 0] = read((offset) => at(offset + lead), vocabulary) ?? []
  return days?.freq === unit.freq ? [{ ...days, ...unit }, lead + more] : [unit, count]
}

/** "2nd tuesday", "last friday": there is no such rule, and a part of it would be another one. */
function isWeekdayOfMonth(at: At, vocabulary: Vocabulary): boolean {
  const { days, last, other } = vocabulary
  const isCounted = dayOf(at(0), vocabulary, true) || [...last, ...other].includes(at(0))
  return !!isCounted && lookUp(days, at(1).split(',')[0]!) !== undefined
}

const PARTS = [weekdays, unitsWithDays, dayOfMonth, daysOfWeek]

/** "until friday" */
function readUntil(at: At, vocabulary: Vocabulary, scope: Scope): Part {
  if (!vocabulary.until.includes(at(0))) return [{}, 0]
  const [until, count] = readDay((offset) => at(offset + 1), vocabulary, scope) ?? []
  return until && count && until >= scope.today ? [{ until }, 1 + count] : [{}, 0]
}

export const matchRepeat: Matcher = (at, vocabulary, scope) => {
  const single = lookUp(vocabulary.rules, at(0))
  if (single) return hit('repeat', single, 1, 'edges')
  const fromCompletion = at(0).endsWith('!')
  if (!vocabulary.every.includes(fromCompletion ? at(0).slice(0, -1) : at(0))) return
  const rest: At = (offset) => at(offset + 1)
  if (isWeekdayOfMonth(rest, vocabulary)) return words(3)
  for (const read of PARTS) {
    const [part, count] = read(rest, vocabulary) ?? []
    if (!part || !count) continue
    const [end, more] = readUntil((offset) => rest(offset + count), vocabulary, scope)
    const rule = writeRule({ freq: 'DAILY', interval: 1, ...part, ...end, fromCompletion })
    return hit('repeat', rule, 1 + count + more, 'edges')
  }
}
