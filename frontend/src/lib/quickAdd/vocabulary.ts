import { english } from './english'

export type Freq = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'
type Words<T> = Readonly<Record<string, T>>

/**
 * What quick add understands of one language, in small letters. `Words` are single words. Of what is
 * listed, each is as good as the other, and may be of several words where it says "phrases".
 */
export interface Vocabulary {
  /** In how many days: `{ today: 0 }`. */
  readonly relative: Words<number>
  /** As `Date.prototype.getDay` counts: `{ sunday: 0, sun: 0 }`. */
  readonly days: Words<number>
  /** `{ january: 1, jan: 1 }` */
  readonly months: Words<number>
  /** `{ day: 'DAILY', days: 'DAILY' }` */
  readonly units: Words<Freq>
  /** Rules that take one word: `{ yearly: 'FREQ=YEARLY' }`. */
  readonly rules: Words<string>
  /** Phrases for the first day of the next week, a Saturday, and the last day of the month. */
  readonly nextWeek: readonly string[]
  readonly weekend: readonly string[]
  readonly endOfMonth: readonly string[]
  /** Phrases that come after `every`. */
  readonly weekdays: readonly string[]
  readonly lastDay: readonly string[]
  /** After `every` too: `last` before a day of the week, `other` for each second one. */
  readonly last: readonly string[]
  readonly other: readonly string[]
  readonly every: readonly string[]
  /** Before the day on which a repetition ends. */
  readonly until: readonly string[]
  /** Before a number of units. */
  readonly in: readonly string[]
  /** May come before a day of the week, a date, or a weekend; and before a time. */
  readonly on: readonly string[]
  readonly at: readonly string[]
  /** After a number: `15th`, `5pm`, `17 uhr`. */
  readonly ordinals: readonly string[]
  readonly am: readonly string[]
  readonly pm: readonly string[]
  readonly oclock: readonly string[]
  /** Mean something else so often that they count only at the end, or beside a time. */
  readonly ambiguous: readonly string[]
  /** Are also names, and then have a capital; that says something anywhere but at the start. */
  readonly names: readonly string[]
  /** Who types. */
  readonly me: readonly string[]
}

/** English, and the other one. */
export const vocabulariesOf = (other?: Vocabulary | null): readonly Vocabulary[] =>
  other ? [english, other] : [english]

/** `in` would find "constructor", too. */
export function lookUp<T>(words: Words<T>, word: string): T | undefined {
  return Object.hasOwn(words, word) ? words[word] : undefined
}
