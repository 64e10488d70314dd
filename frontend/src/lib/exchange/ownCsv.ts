import { rowsOf, sectionsOf, type Row, type Section } from './account'
import { cellOf, guard, parseLines, parseRows, unguard, writeRow, type Line } from './csv'
import { printable, stemOf } from './texts'
import type {
  Account,
  Draft,
  DraftList,
  DraftTodo,
  ImportContext,
  Loss,
  Problem,
  Written,
} from './types'

/** Our own table, for spreadsheets. Level 2 is a sub-to-do of the one of level 1 above it. */

const HEADERS = [
  'List',
  'Level',
  'Title',
  'Notes',
  'Done',
  'Due',
  'Time',
  'Priority',
  'Tags',
  'Repeat',
  'Created',
  'Completed',
]
const BOM = '\ufeff'
const YES = 'yes'

// --- Writing ---

function toRow({ todo, parent }: Row, list: string, losses: Loss[]): string {
  const { title, assignee } = todo
  if (assignee) losses.push({ code: 'assignee', where: title, text: assignee })
  const texts = {
    list: guard(list),
    title: guard(printable(title)),
    notes: guard(printable(todo.notes)),
    tags: guard(writeRow(todo.tags.map(printable))),
  }
  const { done, due, dueTime, priority, repeat, createdAt, doneAt } = todo
  return writeRow([
    ...[texts.list, parent ? '2' : '1', texts.title, texts.notes, done ? YES : ''],
    ...[due ?? '', dueTime ?? '', priority < 4 ? String(priority) : '', texts.tags],
    ...[repeat ?? '', createdAt, doneAt ?? ''],
  ])
}

const sectionRows = (section: Section, losses: Loss[]) =>
  rowsOf(section, losses).map((row) => toRow(row, section.name, losses))

export function writeCsv(account: Account): Written {
  const losses: Loss[] = []
  const rows = sectionsOf(account).flatMap((section) => sectionRows(section, losses))
  const text = [writeRow(HEADERS), ...rows].map((row) => `${row}\r\n`).join('')
  return { text: BOM + text, losses }
}

// --- Reading ---

export const isOwnTable = (headers: readonly string[]) =>
  ['list', 'level', 'title'].every((header) => headers.includes(header))

function tagsOf(cell: string): string[] {
  const rows = parseRows(unguard(cell).replace(/[\r\n]+/g, ' '), ',')
  return Array.isArray(rows) ? (rows[0] ?? []) : [cell]
}

const readTodo = (line: Line): DraftTodo => ({
  title: unguard(cellOf(line, 'title')),
  notes: unguard(cellOf(line, 'notes')),
  done: /^(yes|true|x|1)$/i.test(cellOf(line, 'done').trim()),
  doneAt: cellOf(line, 'completed'),
  due: cellOf(line, 'due').trim(),
  dueTime: cellOf(line, 'time').trim(),
  priority: Number(cellOf(line, 'priority')),
  tags: tagsOf(cellOf(line, 'tags')),
  repeat: cellOf(line, 'repeat').trim(),
  createdAt: cellOf(line, 'created'),
})

/** Without a list it is in that of the file's name; and in the Inbox, if the list is called like it. */
export function readCsv(text: string, fileName: string, context: ImportContext): Draft | Problem {
  const lines = parseLines(text)
  if (!Array.isArray(lines)) return lines
  const lists = new Map<string, DraftList>()
  const tops = new Map<DraftList, DraftTodo>()
  for (const line of lines) {
    const name = unguard(cellOf(line, 'list')) || stemOf(fileName)
    const inbox = name === context.inboxName
    const list = lists.get(name) ?? { key: name, name, inbox, todos: [] }
    lists.set(name, list)
    const [todo, parent] = [readTodo(line), tops.get(list)]
    const isBelow = cellOf(line, 'level').trim() === '2' && !!parent
    if (!isBelow) tops.set(list, todo)
    list.todos.push(Object.assign(todo, isBelow && { parent }))
  }
  return { source: 'csv', lists: [...lists.values()], losses: [] }
}
