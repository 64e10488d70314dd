import { generateKeyBetween } from 'fractional-indexing'

export interface Ordered {
  id: string
  order: string
}

/** The engine's keys for what only the server can place begin like this. */
const AT_END = '~'
const FIRST = 'a0'

/** By order key, then by id, both by code unit: the same on every device. */
export function byOrder(a: Ordered, b: Ordered): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

function between(before: string | null, after: string | null): string | undefined {
  try {
    return generateKeyBetween(before, after)
  } catch {
    return undefined
  }
}

/** A key after every one of these, or nothing when theirs cannot be continued. */
export function keyAfterAll(items: readonly Ordered[]): string | undefined {
  const last = items.reduce<string | null>(
    (max, { order }) => (max === null || order > max ? order : max),
    null,
  )
  return last?.startsWith(AT_END) ? undefined : between(last, null)
}

/** The same, whatever theirs are. */
export function keyAtEnd(items: readonly Ordered[]): string {
  return keyAfterAll(items.filter(({ order }) => !order.startsWith(AT_END))) ?? FIRST
}

/** The key that puts `id` one place up or down in the sorted `items`; nothing at the ends. */
export function keyForMove(items: readonly Ordered[], id: string, by: -1 | 1): string | undefined {
  const from = items.findIndex((item) => item.id === id)
  const rest = items.filter((item) => item.id !== id)
  const to = from + by
  if (from < 0 || to < 0 || to > rest.length) return undefined
  const before = rest[to - 1]?.order ?? null
  // Two devices may have chosen the same key at once: then go behind both.
  const after = rest.slice(to).find(({ order }) => before === null || order > before)
  return between(before, after?.order ?? null)
}

interface Urgent extends Ordered {
  due: string | null
  dueTime: string | null
  priority: number
}

const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0)

/** By day, then by time (timeless last), then by priority. */
export function byUrgency(a: Urgent, b: Urgent): number {
  return (
    compare(a.due ?? '~', b.due ?? '~') ||
    compare(a.dueTime ?? '~', b.dueTime ?? '~') ||
    compare(a.priority, b.priority) ||
    byOrder(a, b)
  )
}
