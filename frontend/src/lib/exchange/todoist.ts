import { isDate } from '@/lib/days'
import { parse, type Context } from '@/lib/quickAdd'
import { english } from '@/lib/quickAdd/english'
import { lookUp, type Vocabulary } from '@/lib/quickAdd/vocabulary'
import { cellOf, parseLines, type Line } from './csv'
import { oneLine, stemOf } from './texts'
import type { Draft, DraftTodo, ImportContext, Loss, LossCode, Problem } from './types'

/**
 * A project of Todoist as comma-separated values:
 * https://todoist.com/help/articles/format-a-csv-file-to-import-into-todoist-UVUXTmm6. A row is a
 * task, a section, or a note on the task above; labels are words of the name that begin with @; dates
 * are in words. An export has no completed tasks.
 */

export const isTodoist = (headers: readonly string[]) =>
  ['type', 'content', 'indent'].every((header) => headers.includes(header))

type When = Pick<DraftTodo, 'due' | 'dueTime' | 'repeat'>

/** Nobody says a date in more letters. */
const MAX_WORDS = 100
const LONG_DATE = /^(?:([^\s\d]+) (\d{1,2})|(\d{1,2})\.? ([^\s\d]+)),? (\d{4})\b/

/** "Oct 5 2026" as "2026-10-05", which is how quick add knows a date with its year. */
function withIsoDate(words: string, vocabularies: readonly Vocabulary[]): string {
  return words.replace(LONG_DATE, (all, name, day, dayFirst, nameAfter, year) => {
    const low = String(name ?? nameAfter)
      .toLowerCase()
      .replace(/\.$/, '')
    const month = vocabularies.map(({ months }) => lookUp(months, low)).find(Boolean)
    const pad = (value: unknown) => String(value).padStart(2, '0')
    const iso = `${year}-${pad(month)}-${pad(day ?? dayFirst)}`
    return isDate(iso) ? iso : all
  })
}

/** What quick add makes of all the words; nothing where it leaves some. */
export function readWords(words: string, context: ImportContext): When | undefined {
  if (words.length > MAX_WORDS) return undefined
  const { vocabulary } = context
  const plain = withIsoDate(words, vocabulary ? [english, vocabulary] : [english])
  const quick: Context = { ...context, lists: [] }
  const { title, fields } = parse(`x ${plain}`, quick)
  const { due, dueTime, repeat, ...others } = fields
  return title === 'x' && due && !Object.keys(others).length ? { due, dueTime, repeat } : undefined
}

/** One file at a time. `above` are the tasks that the next one may hang on, by their indent. */
interface Reading {
  readonly context: ImportContext
  readonly known: Map<string, When | undefined>
  readonly losses: Loss[]
  readonly todos: DraftTodo[]
  above: DraftTodo[]
  section: string
}

function whenOf({ known, context }: Reading, words: string): When | undefined {
  if (!known.has(words)) known.set(words, readWords(words, context))
  return known.get(words)
}

/** "Call @phone": the labels, and what is left. */
function withoutLabels(content: string): { title: string; tags: string[] } {
  const words = content.split(/\s+/)
  const isLabel = (word: string) => word.length > 1 && word.startsWith('@')
  const title = words.filter((word) => !isLabel(word)).join(' ')
  const tags = words.filter(isLabel).map((word) => word.slice(1))
  return title.trim() ? { title: title.trim(), tags } : { title: oneLine(content), tags: [] }
}

/** A deadline is not what is due; but where nothing else is, it is when it has to be done. */
function readDates(reading: Reading, line: Line, tell: (code: LossCode, text: string) => void) {
  const [date, deadline] = [cellOf(line, 'date').trim(), cellOf(line, 'deadline').trim()]
  const [when, last] = [whenOf(reading, date), whenOf(reading, deadline)]
  if (date && !when) tell('due', date)
  if (deadline) tell('deadline', deadline)
  const more = [date && !when && `DATE: ${date}`, deadline && `DEADLINE: ${deadline}`]
  const lines = more.filter((line) => !!line) as string[]
  return { ...(when ?? (date ? {} : { due: last?.due })), more: lines }
}

function tellOthers(line: Line, tell: (code: LossCode, text: string) => void): void {
  const [who, duration] = [cellOf(line, 'responsible').trim(), cellOf(line, 'duration').trim()]
  if (who) tell('assignee', who)
  if (duration && !/^none$/i.test(duration)) {
    tell('duration', `${duration} ${cellOf(line, 'duration_unit').trim()}`)
  }
}

/** What is deeper hangs on the same task at the top. */
const MAX_INDENT = 20

function readTask(reading: Reading, line: Line): void {
  const { title, tags } = withoutLabels(cellOf(line, 'content'))
  const tell = (code: LossCode, text: string) =>
    void reading.losses.push({ code, where: title, text })
  const wanted = Number(cellOf(line, 'indent')) || 1
  const indent = Math.max(1, Math.min(wanted, reading.above.length + 1, MAX_INDENT))
  const todo: DraftTodo = {
    title,
    notes: cellOf(line, 'description'),
    ...readDates(reading, line, tell),
    priority: Number(cellOf(line, 'priority')) || 4,
    tags: reading.section ? [...tags, reading.section] : tags,
    parent: reading.above[indent - 2],
  }
  tellOthers(line, tell)
  reading.todos.push(todo)
  reading.above = [...reading.above.slice(0, indent - 1), todo]
}

function readSection(reading: Reading, line: Line): void {
  reading.section = oneLine(cellOf(line, 'content'))
  reading.above = []
  reading.losses.push({ code: 'section', where: reading.section, text: reading.section })
}

/** It is about the task that was last, whatever it hangs on. */
function readNote({ todos, losses }: Reading, line: Line): void {
  const [note, todo] = [cellOf(line, 'content'), todos.at(-1)]
  if (todo) todo.notes = todo.notes ? `${todo.notes}\n\n${note}` : note
  else losses.push({ code: 'notes', where: '', text: note })
}

const READERS: Record<string, (reading: Reading, line: Line) => void> = {
  task: readTask,
  section: readSection,
  note: readNote,
}

export function readTodoist(
  text: string,
  fileName: string,
  context: ImportContext,
): Draft | Problem {
  const lines = parseLines(text)
  if (!Array.isArray(lines)) return lines
  const name = stemOf(fileName).replace(/ \[\d+\]$/, '')
  const reading: Reading = {
    ...{ context, known: new Map(), losses: [], todos: [], above: [], section: '' },
  }
  for (const line of lines) {
    const type = cellOf(line, 'type').trim().toLowerCase()
    if (Object.hasOwn(READERS, type)) READERS[type]!(reading, line)
  }
  const { todos, losses } = reading
  return { source: 'todoist', lists: [{ key: name, name, todos }], losses }
}
