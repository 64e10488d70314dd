import { MAX_TOTAL } from './limits'
import type { Problem } from './types'

/** Comma-separated values (RFC 4180). */

type Row = string[]

/** A row, and where in it what is: by header, in small letters. */
export interface Line {
  readonly row: Row
  readonly places: ReadonlyMap<string, number>
}

/** Notes on tasks are rows, too. */
const MAX_ROWS = 2 * MAX_TOTAL

const DELIMITERS = [',', ';', '\t']

/** Spreadsheets of some countries write semicolons. */
export function delimiterOf(text: string): string {
  const head = /^[^\r\n]*/.exec(text)![0]
  const counts = DELIMITERS.map((one) => head.split(one).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!
}

interface Cursor {
  readonly text: string
  readonly delimiter: string
  at: number
}

/** From behind the opening quote; undefined where nothing closes it. */
function readQuoted(cursor: Cursor): string | undefined {
  const { text } = cursor
  const parts: string[] = []
  for (;;) {
    const end = text.indexOf('"', cursor.at)
    if (end < 0) return undefined
    parts.push(text.slice(cursor.at, end))
    cursor.at = end + 1
    if (text[cursor.at] !== '"') return parts.join('"')
    cursor.at++
  }
}

function readPlain(cursor: Cursor): string {
  const { text, delimiter, at } = cursor
  let end = at
  while (end < text.length && !isEnd(text[end]!, delimiter)) end++
  cursor.at = end
  return text.slice(at, end)
}

const isEnd = (char: string, delimiter: string) =>
  char === delimiter || char === '\n' || char === '\r'

/** The cell that begins here; what stands behind a closing quote belongs to it. */
function readCell(cursor: Cursor): string | undefined {
  if (cursor.text[cursor.at] !== '"') return readPlain(cursor)
  cursor.at++
  const quoted = readQuoted(cursor)
  return quoted === undefined ? undefined : quoted + readPlain(cursor)
}

function skipLineEnd(cursor: Cursor): void {
  if (cursor.text[cursor.at] === '\r') cursor.at++
  if (cursor.text[cursor.at] === '\n') cursor.at++
}

function readRow(cursor: Cursor): Row | undefined {
  const row: Row = []
  for (;;) {
    const cell = readCell(cursor)
    if (cell === undefined) return undefined
    row.push(cell)
    if (cursor.text[cursor.at] !== cursor.delimiter) break
    cursor.at++
  }
  skipLineEnd(cursor)
  return row
}

export function parseRows(text: string, delimiter: string): Row[] | Problem {
  const cursor = { text, delimiter, at: 0 }
  const rows: Row[] = []
  while (cursor.at < text.length) {
    const start = cursor.at
    const row = readRow(cursor)
    if (!row) return { problem: 'quotes', line: text.slice(0, start).split(/\r\n|\r|\n/).length }
    rows.push(row)
  }
  return rows
}

const keyOf = (header: string) => header.trim().toLowerCase()

/** Nothing but the names of the columns. */
export function headersOf(text: string): string[] {
  const head = /^[^\r\n]*/.exec(text)![0]
  const rows = parseRows(head, delimiterOf(head))
  return Array.isArray(rows) ? (rows[0] ?? []).map(keyOf) : []
}

/** Of two columns with one name, the first one counts. Empty lines are none. */
export function parseLines(text: string): Line[] | Problem {
  const rows = parseRows(text, delimiterOf(text))
  if (!Array.isArray(rows)) return rows
  const headers = (rows[0] ?? []).map(keyOf)
  const places = new Map(headers.map((header, place) => [header, place] as const).reverse())
  const full = rows.slice(1).filter((row) => row.some(Boolean))
  if (full.length > MAX_ROWS) return { problem: 'tooMany', limit: MAX_TOTAL }
  return full.map((row) => ({ row, places }))
}

export const cellOf = ({ row, places }: Line, header: string) => row[places.get(header) ?? -1] ?? ''

const QUOTED = /[",;\r\n]|^\s|\s$/

export const writeRow = (cells: readonly string[]) =>
  cells.map((cell) => (QUOTED.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')

/** What begins like a formula would be one in a spreadsheet: https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^'*[=+\-@\t\r]/

export const guard = (cell: string) => (FORMULA.test(cell) ? `'${cell}` : cell)

export const unguard = (cell: string) =>
  cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell
