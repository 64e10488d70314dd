import { generateNKeysBetween } from 'fractional-indexing'
import { isPlaced, type Ordered } from './order'

/** Finding new order keys: needed once somebody changes something. */

const FIRST = 'a0'
/** What the server takes. */
const MAX_LENGTH = 64

/** So many keys; undefined where there is no room between these two, or they are no keys. */
function keysBetween(before: string | null, after: string | null, count: number) {
  try {
    const keys = generateNKeysBetween(before, after, count)
    return keys.every(({ length }) => length <= MAX_LENGTH) ? keys : undefined
  } catch {
    return undefined
  }
}

const lastOf = (items: readonly Ordered[]) =>
  items.reduce<string | null>((max, { order }) => (max === null || order > max ? order : max), null)

/** So many keys after every one of these, or none when only the server can find them. */
export function keysAfterAll(items: readonly Ordered[], count: number): readonly string[] {
  const last = lastOf(items)
  return last !== null && !isPlaced({ order: last }) ? [] : (keysBetween(last, null, count) ?? [])
}

/** A key after every one of these, or nothing when only the server can find one. */
export const keyAfterAll = (items: readonly Ordered[]): string | undefined =>
  keysAfterAll(items, 1)[0]

/** The same, whatever theirs are: at worst that of the last one, which the ids then tell apart. */
export function keyAtEnd(items: readonly Ordered[]): string {
  const placed = items.filter(isPlaced)
  return keyAfterAll(placed) ?? lastOf(placed) ?? FIRST
}

const DIGITS = '123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Two devices that put something at one place at once shall not choose one key. */
function scatter(key: string, after: string | null, random: () => number): string {
  const digit = () => DIGITS[Math.floor(random() * DIGITS.length)]!
  const scattered = `${key}${digit()}${digit()}`
  const fits = scattered.length <= MAX_LENGTH && (after === null || scattered < after)
  return fits ? scattered : key
}

/**
 * The keys that put `item` at place `to` among the sorted `others`. Usually one. Where there is no
 * room for it, as few neighbours as needed get new keys, too.
 */
export function keysAt(
  others: readonly Ordered[],
  item: Pick<Ordered, 'id'>,
  to: number,
  random: () => number = Math.random,
): Ordered[] {
  const rows = [...others.slice(0, to), item, ...others.slice(to)]
  const orderAt = (place: number) => (rows[place] as Ordered | undefined)?.order ?? null
  for (let reach = 0; ; reach++) {
    const first = Math.max(to - reach, 0)
    const near = rows.slice(first, to + reach + 1)
    const after = orderAt(to + reach + 1)
    const keys = keysBetween(orderAt(first - 1), after, near.length)
    if (!keys) continue
    const chosen = near.length === 1 && after ? [scatter(keys[0]!, after, random)] : keys
    return near.map(({ id }, index) => ({ id, order: chosen[index]! }))
  }
}
