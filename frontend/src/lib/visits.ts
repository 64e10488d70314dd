import { todayLocal } from './dates'

interface Visits {
  count: number
  /** When the last one began. */
  at: number
}

const KEY = 'doable.visits'
const HINTED = 'doable.install'
const APART_MS = 6 * 3_600_000

function read(): Visits {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Visits | null
    return kept ?? { count: 0, at: 0 }
  } catch {
    return { count: 0, at: 0 }
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Blocked, or full: then nobody counts.
  }
}

/** The page starts: on another day, or some hours later, that is one visit more. Says how many by now. */
export function countVisit(now = Date.now()): number {
  const { count, at } = read()
  const isSameDay = todayLocal(new Date(now)) === todayLocal(new Date(at))
  if (isSameDay && now - at < APART_MS) return count
  write(KEY, JSON.stringify({ count: count + 1, at: now }))
  return count + 1
}

/** Whether the person has answered the hint that the page can be installed. */
export function isHinted(): boolean {
  try {
    return localStorage.getItem(HINTED) !== null
  } catch {
    return true // It could not be remembered, and would come again and again.
  }
}

export const setHinted = () => write(HINTED, 'answered')
