/** The words of quick add: what a person types in one line, and what it means (docs/quick-add.md). */
export { splitLines } from './lines'
export { parse } from './parse'
export { print, type Printable } from './print'
export { completed, tokenAt, type Token } from './tokens'
export type { Chip, Context, Kind, Parsed, Plain, QuickFields } from './types'
export type { Vocabulary } from './vocabulary'
