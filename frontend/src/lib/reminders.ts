import type { Todo } from '@/api/types'
import { readJson, writeJson } from './storage'

/** After sleep a reminder comes late; after an hour it is none any more. */
const LATE_MS = 3_600_000
const KEY = 'doable.reminded'

type Told = Record<string, number>

/** When its time is on the clock of this device. */
function instantOf({ due, dueTime }: Pick<Todo, 'due' | 'dueTime'>): number {
  const [year, month, day] = due!.split('-').map(Number)
  const [hours, minutes] = dueTime!.split(':').map(Number)
  return new Date(year!, month! - 1, day!, hours, minutes).getTime()
}

/** What was changed since its time had come needs no reminder: somebody had it in their hands. */
export function isTimeFor(todo: Todo, now: number): boolean {
  if (!todo.due || !todo.dueTime || todo.done || todo.deletedAt) return false
  const at = instantOf(todo)
  return at <= now && now - at <= LATE_MS && Date.parse(todo.updatedAt) <= at
}

/** Moved to another time, it is another reminder. */
const keyOf = ({ id, due, dueTime }: Todo) => `${id} ${due} ${dueTime}`

/** Those of which nobody was reminded yet, in any tab; from now on they count as told. */
export function takeUntold(todos: readonly Todo[], now: number): readonly Todo[] {
  const told = readJson<Told>(KEY, {})
  const fresh = todos.filter((todo) => !(keyOf(todo) in told))
  const recent = Object.entries(told).filter(([, at]) => now - at <= 2 * LATE_MS)
  const all = [...recent, ...fresh.map((todo) => [keyOf(todo), now] as const)]
  writeJson(KEY, Object.fromEntries(all))
  return fresh
}
