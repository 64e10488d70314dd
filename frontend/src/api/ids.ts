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
