import type { ImportFile, Problem } from './types'

export const MAX_BYTES = 20 * 1024 * 1024

const ARCHIVES = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0x1f, 0x8b],
]

const beginsWith = (bytes: Uint8Array, mark: readonly number[]) =>
  mark.every((byte, place) => bytes[place] === byte)

function utf16Of(bytes: Uint8Array): string | undefined {
  const label = beginsWith(bytes, [0xff, 0xfe])
    ? 'utf-16le'
    : beginsWith(bytes, [0xfe, 0xff]) && 'utf-16be'
  return label ? new TextDecoder(label).decode(bytes) : undefined
}

/** The text of a file. Guessing at what is not UTF-8 would spoil names without a word. */
export function decode({ bytes }: ImportFile): string | Problem {
  if (!bytes.length) return { problem: 'empty' }
  if (bytes.length > MAX_BYTES) return { problem: 'tooLarge', limit: MAX_BYTES }
  if (ARCHIVES.some((mark) => beginsWith(bytes, mark))) return { problem: 'zip' }
  const wide = utf16Of(bytes)
  if (wide !== undefined) return wide.includes('\0') ? { problem: 'binary' } : wide
  if (bytes.includes(0)) return { problem: 'binary' }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return { problem: 'encoding' }
  }
}
