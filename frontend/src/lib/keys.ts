/**
 * Order keys as the server has them (app/domain/order.py): an integer part, whose first letter tells
 * its length, then a fraction that does not end in "0"; digits are base 62 in ASCII order. See
 * https://observablehq.com/@dgreensp/implementing-fractional-indexing.
 */

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** Of negative integers, from the longest to the shortest, then of the others. */
const HEADS = DIGITS.slice(10)
const SMALLEST = `A${'0'.repeat(26)}`

/** How long the integer part is, its head included. */
function lengthOf(head: string): number {
  const index = HEADS.indexOf(head)
  return index < 26 ? 27 - index : index - 24
}

const integerOf = (key: string) => key.slice(0, lengthOf(key[0]!))
const fractionOf = (key: string) => key.slice(lengthOf(key[0]!))

/** Of at most 64 characters, as the server wants it. The smallest integer is never one by itself. */
const isKey = (key: string) =>
  /^[A-Za-z][0-9A-Za-z]{1,63}$/.test(key) &&
  key.length >= lengthOf(key[0]!) &&
  !fractionOf(key).endsWith('0') &&
  key !== SMALLEST

/** The next integer up or down; nothing beyond the last one. */
function step(integer: string, by: 1 | -1): string | undefined {
  const [head, ...digits] = integer
  for (let place = digits.length - 1; place >= 0; place--) {
    const value = DIGITS.indexOf(digits[place]!) + by
    digits[place] = DIGITS[(value + 62) % 62]!
    if (DIGITS[value]) return head + digits.join('')
  }
  const next = HEADS[HEADS.indexOf(head!) + by]
  return next && next + (by > 0 ? '0' : 'z').repeat(lengthOf(next) - 1)
}

/** A short fraction between two, of which the second may be 1. */
function midpoint(low: string, high: string | null): string {
  let shared = 0
  while (high && (low[shared] ?? '0') === high[shared]) shared++
  if (shared) return high!.slice(0, shared) + midpoint(low.slice(shared), high!.slice(shared))
  const from = DIGITS.indexOf(low[0] ?? '0')
  const to = high ? DIGITS.indexOf(high[0]!) : 62
  if (to - from > 1) return DIGITS[Math.round((from + to) / 2)]!
  return high && high.length > 1 ? high[0]! : DIGITS[from]! + midpoint(low.slice(1), null)
}

function after(before: string): string {
  const integer = integerOf(before)
  return step(integer, 1) ?? integer + midpoint(fractionOf(before), null)
}

function inFrontOf(key: string): string {
  const integer = integerOf(key)
  if (integer === SMALLEST) return integer + midpoint('', fractionOf(key))
  return integer < key ? integer : (step(integer, -1) ?? '')
}

function inside(before: string, behind: string): string {
  const integer = integerOf(before)
  if (integer === integerOf(behind)) {
    return integer + midpoint(fractionOf(before), fractionOf(behind))
  }
  const next = step(integer, 1)
  return next && next < behind ? next : integer + midpoint(fractionOf(before), null)
}

function between(before: string | null, behind: string | null): string {
  if (before !== null && behind !== null) return inside(before, behind)
  if (before !== null) return after(before)
  return behind === null ? 'a0' : inFrontOf(behind)
}

/**
 * A key between two, where null is the end of all keys. Undefined where there is none that the server
 * takes, and where these two are no keys, or not in order.
 */
export function keyBetween(before: string | null, behind: string | null): string | undefined {
  if ([before, behind].some((key) => key !== null && !isKey(key))) return undefined
  if (before !== null && behind !== null && before >= behind) return undefined
  const key = between(before, behind)
  return isKey(key) ? key : undefined
}
