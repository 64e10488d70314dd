import { hit, type Matcher } from './types'
import type { Vocabulary } from './vocabulary'

type Half = 'am' | 'pm' | 'oclock'
const HALVES: readonly Half[] = ['am', 'pm', 'oclock']

const CLOCK = /^(\d{1,2})(?::([0-5]\d))?(\D*)$/

const halfOf = (word: string, vocabulary: Vocabulary) =>
  HALVES.find((half) => vocabulary[half].includes(word))

/** In 24 hours. Nobody means the night by "at 5". */
function hourOf(hour: number, half: Half | undefined, isBare: boolean): number | undefined {
  if (half === 'am' || half === 'pm') {
    return hour >= 1 && hour <= 12 ? (hour % 12) + (half === 'pm' ? 12 : 0) : undefined
  }
  if (hour > 23) return
  return isBare && hour >= 1 && hour <= 6 ? hour + 12 : hour
}

/** "5pm", "17:00", "17 uhr", "at 9". A number alone is none, and "9:30" may be a verse. */
export const matchTime: Matcher = (at, vocabulary) => {
  const lead = vocabulary.at.includes(at(0)) ? 1 : 0
  const [, digits, minutes, ending] = CLOCK.exec(at(lead)) ?? []
  if (!digits) return
  // "5 pm", but not "17 pm".
  const halves = ending
    ? [halfOf(ending, vocabulary)]
    : [halfOf(at(lead + 1), vocabulary), undefined]
  for (const half of halves) {
    const isBare = !half && !minutes
    if (!half && (ending || (isBare && !lead))) continue
    const hour = hourOf(Number(digits), half, isBare)
    if (hour === undefined) continue
    const place = isBare ? 'end' : half || lead || digits.length > 1 ? 'anywhere' : 'edges'
    const time = `${String(hour).padStart(2, '0')}:${minutes ?? '00'}`
    return hit('dueTime', time, lead + 1 + Number(!!half && !ending), place)
  }
}
