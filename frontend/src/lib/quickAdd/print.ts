import type { Todo } from '@/api/types'
import { beginsQuote, createScope, readAt } from './find'
import { parse } from './parse'
import { readRule, WEEKDAYS } from './rules'
import { writeName } from './signs'
import type { Context, QuickFields, Scope } from './types'
import { splitWords } from './words'

/** A to-do, or as much of one as there is. */
export type Printable = Pick<Todo, 'title'> & {
  [Field in keyof QuickFields]?: QuickFields[Field] | null
}

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const UNITS = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' }

function printOrdinal(day: number): string {
  if (day < 0) return 'last day'
  const ending = day > 10 && day < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')
  return `${day}${ending}`
}

function printDays(days: readonly number[], isAlone: boolean): string {
  const isWeekdays = days.join() === WEEKDAYS.join()
  return isAlone && isWeekdays ? 'weekday' : days.map((day) => DAYS[day]).join()
}

function printRepeat(text: string, today: string): string {
  const rule = readRule(text)
  if (!rule) return ''
  const { freq, interval, days, monthDay, until, fromCompletion } = rule
  if (until && until < today) return ''
  const on = days.length ? printDays(days, interval === 1) : monthDay ? printOrdinal(monthDay) : ''
  const unit = interval > 1 ? `${interval} ${UNITS[freq]}s` : on ? '' : UNITS[freq]
  const end = until && `until ${until}`
  return ['every' + (fromCompletion ? '!' : ''), unit, on, end].filter(Boolean).join(' ')
}

/** Line by line, as a note ends where its line does. */
const printNotes = (notes: string) =>
  notes
    .split('\n')
    .map((line) => (line ? `// ${line}` : '//'))
    .join('\n')

const listOf = ({ listId }: Printable, { lists }: Context) => lists.find(({ id }) => id === listId)

function printFields(todo: Printable, scope: Scope): string {
  const { due, dueTime, repeat, tags, priority, assignee } = todo
  const list = listOf(todo, scope)
  const person = assignee && scope.directory.nameOf(assignee)
  const notes = todo.notes?.trim()
  return [
    due,
    due && dueTime,
    repeat && printRepeat(repeat, scope.today),
    ...(tags ?? []).map((tag) => `@${writeName(tag)}`),
    priority && priority < 4 && `p${priority}`,
    list && `#${writeName(list.name)}`,
    person && `+${writeName(person)}`,
    notes && printNotes(notes),
  ]
    .filter(Boolean)
    .map((part) => ` ${part}`)
    .join('')
}

/** With a backslash before each word of the title that could be understood, alone or with others. */
function escapeTitle(title: string, fields: string, scope: Scope, quotes: boolean): string {
  const words = splitWords(title + fields)
  const escaped = new Set<number>()
  words.forEach((word, place) => {
    const isSign = word.text === '//' || (quotes && beginsQuote(word))
    const count = readAt(words, place, scope)?.count ?? (isSign ? 1 : 0)
    for (const { start } of words.slice(place, place + count)) escaped.add(start)
  })
  const starts = [...escaped].filter((start) => start < title.length).sort((a, b) => a - b)
  const parts = [0, ...starts].map((start, place) => title.slice(start, starts[place]))
  return parts.join('\\')
}

/**
 * A to-do as one would type it; `parse` makes the same of it. Not printed is what quick add has no
 * words for: priority 4, which is none, a list that is not in the context, a person who is not in that
 * list or is called as another one, and a repetition that is over or has a count. White space around notes is lost, and a repetition without a day gets its first one.
 */
export function print(todo: Printable, context: Context): string {
  const people = context.people?.(listOf(todo, context)?.id) ?? []
  const scope = createScope(context, people)
  const fields = printFields(todo, scope)
  const write = (quotes: boolean) => escapeTitle(todo.title, fields, scope, quotes) + fields
  const pretty = write(false)
  // Most quotes in a title mean no harm, and look better without a backslash.
  return parse(pretty, context).title === todo.title ? pretty : write(true)
}
