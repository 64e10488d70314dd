import { cellOf, parseLines, type Line } from './csv'
import { isDate } from '@/lib/days'
import { middayOf } from './moments'
import { oneLine, stemOf } from './texts'
import type { Draft, DraftTodo, Loss, Problem } from './types'

/**
 * Outlook's tasks as comma-separated values, by the names of its columns in English:
 * https://support.microsoft.com/office/14252b52-3075-4e9b-be4e-ff9ef1068f91 tells how to export them.
 * Its days are written as Windows was set up: 12/31/2026, 31/12/2026, 31.12.2026 or 2026-12-31.
 */

export const isOutlook = (headers: readonly string[]) =>
  ['subject', 'due date', 'status'].every((header) => headers.includes(header))

const DAY = /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})\b/
const DAYS = ['start date', 'due date', 'date completed', 'reminder date']

type DayOrder = 'dmy' | 'mdy'

/** By what can be no month, of all days of the file; nothing where all of them could be either. */
function orderOf(lines: readonly Line[]): DayOrder | undefined {
  for (const cell of lines.flatMap((line) => DAYS.map((name) => cellOf(line, name)))) {
    const [, first, sign, second] = DAY.exec(cell.trim()) ?? []
    if (!first || first.length > 2) continue
    if (sign === '.' || Number(first) > 12) return 'dmy'
    if (Number(second) > 12) return 'mdy'
  }
  return undefined
}

/** As it stands where it is no day. */
function dayOf(cell: string, order: DayOrder): string {
  const [, first = '', , second = '', third = ''] = DAY.exec(cell.trim()) ?? []
  const parts = order === 'dmy' ? [third, second, first] : [third, first, second]
  const [year, month, day] = first.length > 2 ? [first, second, third] : parts
  const iso = [
    year!.length === 2 ? `20${year}` : year,
    month!.padStart(2, '0'),
    day!.padStart(2, '0'),
  ]
  return isDate(iso.join('-')) ? iso.join('-') : cell.trim()
}

function readLine(line: Line, order: DayOrder, losses: Loss[]): DraftTodo {
  const title = oneLine(cellOf(line, 'subject'))
  const day = (name: string) => (cellOf(line, name).trim() ? dayOf(cellOf(line, name), order) : '')
  const start = day('start date')
  if (start) losses.push({ code: 'start', where: title, text: start })
  if (/^true$/i.test(cellOf(line, 'reminder on/off').trim())) {
    losses.push({ code: 'reminder', where: title, text: day('reminder date') })
  }
  return {
    title,
    notes: cellOf(line, 'notes'),
    done: /^completed$/i.test(cellOf(line, 'status').trim()) || !!day('date completed'),
    doneAt: middayOf(day('date completed')),
    due: day('due date'),
    priority: /^high$/i.test(cellOf(line, 'priority').trim()) ? 1 : 4,
    tags: cellOf(line, 'categories').split(/[;,]/),
    more: start ? [`Start Date: ${start}`] : [],
  }
}

export function readOutlook(text: string, fileName: string): Draft | Problem {
  const lines = parseLines(text)
  if (!Array.isArray(lines)) return lines
  const losses: Loss[] = []
  const order = orderOf(lines)
  const name = stemOf(fileName)
  const isUnsure = lines.some((line) => DAYS.some((day) => cellOf(line, day).includes('/')))
  if (!order && isUnsure) losses.push({ code: 'dates', where: name, text: '' })
  const todos = lines.map((line) => readLine(line, order ?? 'mdy', losses))
  return { source: 'outlook', lists: [{ key: name, name, todos }], losses }
}
