let last = 0

/** Now, but later than the last time: what is made in one millisecond keeps its order. */
function nextInstant(): number {
  return (last = Math.max(Date.now(), last + 1))
}

/** A UUID version 7 (RFC 9562, section 5.7). `crypto.randomUUID` makes only version 4. */
export function uuidv7(now: number = nextInstant()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) & 0xff
  bytes[6] = 0x70 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const LOW_BITS = 62n
/** Far enough that series of ids that were counted up do not meet, either. */
const STEP = 2 ** 40

/** The `n`th id after another one, the same on every device: the low 62 bits counted on by `n`. */
export function idAfter(id: string, n: number, version: 7 | 8): string {
  const bits = BigInt(`0x${id.replaceAll('-', '')}`)
  const mask = (1n << LOW_BITS) - 1n
  const next = (bits & ~mask) | ((bits + BigInt(n)) & mask)
  const hex = next.toString(16).padStart(32, '0')
  const third = `${version}${hex.slice(13, 16)}`
  return [hex.slice(0, 8), hex.slice(8, 12), third, hex.slice(16, 20), hex.slice(20)].join('-')
}

/**
 * The id of the to-do that follows a completed one: a UUID of version 8 (RFC 9562). No hash is
 * needed: ids begin as random ones of version 7, so that no two series meet.
 */
export const followId = (id: string): string => idAfter(id, STEP, 8)
