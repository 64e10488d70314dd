import type { Todo } from '@/api/types'

/** How many open to-dos are due on each day, and have each tag. */
export interface Counts {
  readonly byDay: ReadonlyMap<string, number>
  readonly byTag: ReadonlyMap<string, number>
}

/** In a single pass: it is made anew after every change. */
export function countOpen(todos: readonly Todo[]): Counts {
  const byDay = new Map<string, number>()
  const byTag = new Map<string, number>()
  const add = (to: Map<string, number>, key: string) => to.set(key, (to.get(key) ?? 0) + 1)
  for (const { done, due, tags } of todos) {
    if (done) continue
    if (due) add(byDay, due)
    for (const tag of tags) add(byTag, tag)
  }
  return { byDay, byTag }
}

/** Of the days that `isMeant` says. */
export function sumDays({ byDay }: Counts, isMeant: (day: string) => boolean): number {
  let sum = 0
  for (const [day, count] of byDay) if (isMeant(day)) sum += count
  return sum
}
