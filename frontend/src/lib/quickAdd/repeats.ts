import { countPhrase, dayOf } from './days'
import { WEEKDAYS, writeRule, type Rule } from './rules'
import { hit, type At, type Matcher } from './types'
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

/** "2 weeks" */
const units: PartReader = (at, vocabulary) => {
  const interval = /^[1-9]\d{0,2}$/.test(at(0)) ? Number(at(0)) : undefined
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

const PARTS = [weekdays, unitsWithDays, dayOfMonth, daysOfWeek]

export const matchRepeat: Matcher = (at, vocabulary) => {
  const single = lookUp(vocabulary.rules, at(0))
  if (single) return hit('repeat', single, 1, 'edges')
  const fromCompletion = at(0).endsWith('!')
  if (!vocabulary.every.includes(fromCompletion ? at(0).slice(0, -1) : at(0))) return
  for (const read of PARTS) {
    const [part, count] = read((offset) => at(offset + 1), vocabulary) ?? []
    if (!part || !count) continue
    const rule = writeRule({ freq: 'DAILY', interval: 1, ...part, fromCompletion })
    return hit('repeat', rule, 1 + count, 'edges')
  }
}
