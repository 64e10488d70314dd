/** The words of quick add: what a person types in one line, and what it means (docs/quick-add.md). */
export { splitLines } from './lines'
export { parse } from './parse'
export { createDirectory, type Directory } from './people'
export { print, type Printable } from './print'
export { completed, tokenAt, type Sign, type Token } from './tokens'
export type { Chip, Context, Kind, Parsed, Person, Plain, QuickFields } from './types'
export { vocabulariesOf, type Vocabulary } from './vocabulary'
