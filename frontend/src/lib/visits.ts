import { todayLocal } from './days'
import { readJson, readText, writeJson, writeText } from './storage'

interface Visits {
  count: number
  /** When the last one began. */
  at: number
}

const KEY = 'doable.visits'
const HINTED = 'doable.install'
const APART_MS = 6 * 3_600_000

/** The page starts: on another day, or some hours later, that is one visit more. Says how many by now. */
export function countVisit(now = Date.now()): number {
  const { count, at } = readJson<Visits>(KEY, { count: 0, at: 0 })
  const isSameDay = todayLocal(new Date(now)) === todayLocal(new Date(at))
  if (isSameDay && now - at < APART_MS) return count
  writeJson(KEY, { count: count + 1, at: now })
  return count + 1
}

/** Whether the person has answered the hint that the page can be installed. */
export const isHinted = () => readText(HINTED) !== null
export const setHinted = () => writeText(HINTED, 'answered')
