/**
 * Ids of what is imported. They are derived, so that an import that broke off can go on, and the same
 * file never makes anything twice; and they look like new ones, UUIDs of version 7 (RFC 9562), as the
 * server takes no others from a client.
 */

const NEW_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

export const isNewId = (id: string) => NEW_ID.test(id)

/** Lists are shown in the order of their ids: those that do not say when they were made come first. */
const EPOCH = Date.UTC(2020, 0, 1)

export const timeOfId = (id: string) => parseInt(id.replace('-', '').slice(0, 12), 16)

export const nthTime = (place: number) => EPOCH + place

const hexOf = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** The 74 bits that are not the time: by them it is known again, whenever the time says it was made. */
export const tailOf = (id: string) => id.slice(14)

/** From a SHA-256 over what it is called by; `time` in milliseconds since 1970. */
export async function deriveId(time: number, ...names: string[]): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(names))
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', text)).slice(0, 10)
  bytes[0] = 0x70 | (bytes[0]! & 0x0f)
  bytes[2] = 0x80 | (bytes[2]! & 0x3f)
  const hex = Math.max(time, 0).toString(16).padStart(12, '0') + hexOf(bytes)
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
