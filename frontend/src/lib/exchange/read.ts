import { headersOf } from './csv'
import { decode } from './decode'
import { fit } from './fit'
import { isGoogle, readGoogle } from './google'
import { parseJson } from './json'
import { MAX_TOTAL } from './limits'
import { isMicrosoft, readMicrosoft } from './microsoft'
import { isOutlook, readOutlook } from './outlook'
import { isOwn, readOwn } from './own'
import { isOwnTable, readCsv } from './ownCsv'
import { stemOf } from './texts'
import { isTodoist, readTodoist } from './todoist'
import { isLikelyTodoTxt, readTodoTxt } from './todotxt'
import type { Draft, ImportContext, ImportFile, Plan, Problem } from './types'
import { isIcs, readIcs } from './readVtodo'

function readJson(json: unknown, name: string): Draft | Problem {
  if (isOwn(json)) return readOwn(json)
  if (isGoogle(json)) return readGoogle(json)
  return isMicrosoft(json) ? readMicrosoft(json, stemOf(name)) : { problem: 'unknown' }
}

/** By its columns; nothing where it has none of ours. */
function readTable(
  text: string,
  name: string,
  context: ImportContext,
): Draft | Problem | undefined {
  const headers = headersOf(text)
  if (isOwnTable(headers)) return readCsv(text, name, context)
  if (isTodoist(headers)) return readTodoist(text, name, context)
  return isOutlook(headers) ? readOutlook(text, name) : undefined
}

/** As many to-dos with all they can have; what is longer would only fill the memory. */
const MAX_LINES = 20 * MAX_TOTAL

function countLines(text: string): number {
  let count = 1
  for (const sign of ['\n', '\r']) {
    for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count++
  }
  return count
}

const endsWith = (name: string, ...endings: string[]) =>
  endings.some((ending) => name.toLowerCase().endsWith(ending))

function readText(text: string, name: string, context: ImportContext): Draft | Problem {
  if (!text.trim()) return { problem: 'empty' }
  const json = /^\s*[[{]/.test(text) ? parseJson(text) : undefined
  if (json !== undefined) return readJson(json, name)
  if (countLines(text) > MAX_LINES) return { problem: 'tooMany', limit: MAX_TOTAL }
  if (isIcs(text)) return readIcs(text, name)
  const table = readTable(text, name, context)
  if (table) return table
  if (endsWith(name, '.json') || /^\s*[{]/.test(text)) return { problem: 'json' }
  if (endsWith(name, '.csv')) return { problem: 'table' }
  if (/^\s*</.test(text) || endsWith(name, '.ics')) return { problem: 'unknown' }
  // Any text is one, but few are meant to be.
  return endsWith(name, '.txt') || isLikelyTodoTxt(text)
    ? readTodoTxt(text)
    : { problem: 'unknown' }
}

export const isProblem = (result: object): result is Problem => 'problem' in result

/** What a file has, by what is in it and not by its name only. Never throws. */
export function read(file: ImportFile, context: ImportContext): Plan | Problem {
  const text = decode(file)
  if (typeof text !== 'string') return text
  const draft = readText(text, file.name, context)
  return isProblem(draft) ? draft : fit(draft, context)
}
