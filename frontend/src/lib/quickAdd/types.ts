import type { Priority } from '@/api/types'
import type { Directory } from './people'
import type { Vocabulary } from './vocabulary'

/** What was understood. `due` is a day ("2026-12-01"), `dueTime` a time of it ("17:00"). */
export interface QuickFields {
  listId?: string
  tags?: string[]
  priority?: Priority
  due?: string
  dueTime?: string
  /** A rule in the one spelling that the server knows: "FREQ=WEEKLY;BYDAY=MO,TH". */
  repeat?: string
  notes?: string
  /** The id of who is to do it. */
  assignee?: string
}

export type Kind = keyof QuickFields

/** A chip that the person turned back into text: it is text wherever it is. */
export type Plain = Pick<Chip, 'kind' | 'text'>

/** Somebody who is in a list. `isMe`: who types. */
export interface Person {
  id: string
  name: string
  isMe: boolean
}

export interface Context {
  /** "2026-11-23" and "17:00", where the person is. */
  today: string
  now: string
  /** The first day of a week, as in `Date.prototype.getDay`. */
  weekStart: number
  /** Where one looks for the first day of what has a time or repeats, and no date; today, if not said. */
  day?: string
  /** By the names that are shown. Of those with one name, the first is meant. */
  lists: readonly { id: string; name: string }[]
  /** Who can be named where a to-do goes whose text names this list, or none. */
  people?: (listId: string | undefined) => readonly Person[]
  plain?: readonly Plain[]
  /** The person's language, which is understood beside English. */
  vocabulary?: Vocabulary
}

/** One part of the text that was understood: `text` from `start` to `end`, in UTF-16 units. */
export interface Chip {
  kind: Kind
  start: number
  end: number
  text: string
  /** What it says by itself. */
  fields: QuickFields
}

export interface Parsed {
  title: string
  fields: QuickFields
  /** In the order of the text; they do not overlap. */
  chips: Chip[]
}

/**
 * Where something counts. `edges`: at the start or the end of the text, or beside a time. `end`: not
 * at the start, because there it would be misread too often.
 */
export type Place = 'anywhere' | 'edges' | 'end'

/** What the next `count` words mean. Without a kind they are just words, whatever they mean alone. */
export interface Hit {
  kind?: Kind
  fields: QuickFields
  count: number
  place: Place
}

/** The word so many places further on, in small letters; '' where there is none. */
export type At = (offset: number) => string

/** The context, made ready to look into. */
export interface Scope extends Context {
  readonly listIds: ReadonlyMap<string, string>
  readonly directory: Directory
  readonly vocabularies: readonly Vocabulary[]
}

export type Matcher = (at: At, vocabulary: Vocabulary, scope: Scope) => Hit | undefined

export function hit<K extends Kind>(
  kind: K,
  value: QuickFields[K],
  count = 1,
  place: Place = 'anywhere',
): Hit {
  return { kind, fields: { [kind]: value }, count, place }
}

export const words = (count: number): Hit => ({ fields: {}, count, place: 'anywhere' })
