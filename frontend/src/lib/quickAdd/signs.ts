import type { Priority } from '@/api/types'
import { MAX_TAG } from '@/lib/limits'
import { hit, type Hit, type Scope } from './types'
import { fold, type Word } from './words'

const PRIORITY = /^p([1-4])$/
const QUOTED = /^["“”„]((?:[^"“”„\\]|\\[^])+)["“”„]$/
/** "@home," is part of a sentence. */
const BARE = /^(?!["“”„\\])[^]*[^.,;:!?)\]}'"“”„]$/

/** `"two words"`, or one word; in quotes, a quote and a backslash have a backslash before them. */
function readName(text: string): string | undefined {
  const quoted = QUOTED.exec(text)?.[1]
  if (quoted) return quoted.replace(/\\(["“”„\\])/g, '$1').trim()
  return BARE.test(text) ? text : undefined
}

export function writeName(name: string): string {
  const isBare = !/[\s"“”„\\]/.test(name) && BARE.test(name)
  return isBare ? name : `"${name.replace(/["“”„\\]/g, '\\$&')}"`
}

function readList(text: string, { listIds }: Scope): Hit | undefined {
  const name = /^["“”„]/.test(text) ? readName(text) : text
  const id = listIds.get(fold(name ?? ''))
  return id === undefined ? undefined : hit('listId', id)
}

function readTag(text: string): Hit | undefined {
  const tag = readName(text)
  return tag && [...tag].length <= MAX_TAG ? hit('tags', [tag]) : undefined
}

function readPerson(text: string, { directory }: Scope): Hit | undefined {
  const person = directory.find(readName(text) ?? '')
  return person && hit('assignee', person.id)
}

/** What has a sign of its own, and counts anywhere: a list, a tag, a person, a priority, a note. */
export function readSign(
  { text, low, note, slashes, literal }: Word,
  scope: Scope,
): Hit | undefined {
  if (literal !== undefined) return
  if (text.startsWith('#')) return readList(text.slice(1), scope)
  if (text.startsWith('@')) return readTag(text.slice(1))
  if (text.startsWith('+')) return readPerson(text.slice(1), scope)
  // After a backslash it is text even where no note would follow.
  if (text === '//') return note === undefined && !slashes ? undefined : hit('notes', note)
  const priority = PRIORITY.exec(low)?.[1]
  return priority ? hit('priority', Number(priority) as Priority) : undefined
}
