import { addDays } from '@/lib/days'
import { firstOf, parseRule } from '@/lib/recurrence'
import { choose, withoutPlain } from './choose'
import { createScope, findMatches, type Match } from './find'
import type { Chip, Context, Parsed, Person, QuickFields } from './types'
import { readWords } from './words'

/** What was not understood, to the letter; but where something was taken out, one space is left. */
function leave(text: string, chosen: readonly Match[], marks: readonly number[]): string {
  const cuts = [
    ...chosen.map(({ start, end }) => ({ start, end, isSeam: true })),
    ...marks.map((start) => ({ start, end: start + 1, isSeam: false })),
  ].sort((a, b) => a.start - b.start)
  const stretches = ['']
  let from = 0
  for (const { start, end, isSeam } of cuts) {
    stretches[stretches.length - 1] += text.slice(from, start)
    if (isSeam) stretches.push('')
    from = end
  }
  stretches[stretches.length - 1] += text.slice(from)
  const trimmed = stretches.map((stretch) => stretch.trim())
  return trimmed.filter(Boolean).join(' ')
}

function merge(chosen: readonly Match[]): QuickFields {
  const all = chosen.map(({ fields }) => fields)
  const { tags: _tags, notes: _notes, ...single }: QuickFields = Object.assign({}, ...all)
  const tags = [...new Set(all.flatMap((fields) => fields.tags ?? []))]
  const lines = all.flatMap((fields) => fields.notes ?? [])
  const notes = lines.join('\n').trim()
  return { ...single, ...(tags.length && { tags }), ...(notes && { notes }) }
}

/** A time or a repetition needs a day: the first one that is not over at that time. */
function withDue(fields: QuickFields, { today, now, day = today }: Context): QuickFields {
  const { due, dueTime, repeat } = fields
  if (due || !(dueTime || repeat)) return fields
  const next = dueTime && dueTime < now ? addDays(today, 1) : today
  const from = day > next ? day : next
  const rule = repeat ? parseRule(repeat) : null
  return { ...fields, due: rule ? firstOf(rule, from) : from }
}

function chipOf({ kind, start, end, fields }: Match, text: string): Chip {
  return { kind, start, end, text: text.slice(start, end), fields }
}

/** The last thing that was typed; a note is never a title while there is something else. */
const spare = (chosen: readonly Match[]) =>
  chosen.findLast(({ kind }) => kind !== 'notes') ?? chosen.at(-1)

function read(text: string, context: Context, people: readonly Person[]): Parsed {
  const scope = createScope(context, people)
  const words = readWords(text)
  const { matches, marks } = findMatches(words, scope)
  let candidates = withoutPlain(matches, text, scope)
  for (;;) {
    const chosen = choose(candidates, words.length)
    const title = leave(text, chosen, marks)
    const last = spare(chosen)
    if (title || !last) {
      const chips = chosen.map((match) => chipOf(match, text))
      return { title, fields: withDue(merge(chosen), context), chips }
    }
    candidates = candidates.filter((match) => match !== last)
  }
}

/**
 * Never throws, and gives an empty title for an empty text only: for want of another, what was typed
 * last stays text and is the title. The title may be longer than the 500 characters of a to-do. The
 * caller must have it shortened then, and not cut it off.
 *
 * Who can be named is known once it is known which list the text names. Where naming somebody takes
 * the title away, and that list's name is the title then, nobody is named.
 */
export function parse(text: string, context: Context): Parsed {
  const alone = read(text, context, [])
  const { listId } = alone.fields
  const people = text.includes('+') ? (context.people?.(listId) ?? []) : []
  if (!people.length) return alone
  const parsed = read(text, context, people)
  return parsed.fields.listId === listId ? parsed : alone
}
