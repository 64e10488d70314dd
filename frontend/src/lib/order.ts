export interface Ordered {
  id: string
  order: string
}

/** What only the server can place has a key that begins like this, as no real one does. */
const AT_END = '~'

/** By order key, then by id, both by code unit: the same on every device. */
export function byOrder(a: Ordered, b: Ordered): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** A key after all others, until the server has chosen one for what was made as the `n`th. */
export const keyUntilPlaced = (n: number) => `${AT_END}${String(n).padStart(9, '0')}`

/** The server, or whoever wrote it, has given it a key. */
export const isPlaced = ({ order }: Pick<Ordered, 'order'>) => !order.startsWith(AT_END)

interface Urgent extends Ordered {
  due: string | null
  dueTime: string | null
  priority: number
}

export const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0)

/** By day, then by time (timeless last), then by priority. */
export function byUrgency(a: Urgent, b: Urgent): number {
  return (
    compare(a.due ?? '~', b.due ?? '~') ||
    compare(a.dueTime ?? '~', b.dueTime ?? '~') ||
    compare(a.priority, b.priority) ||
    byOrder(a, b)
  )
}
