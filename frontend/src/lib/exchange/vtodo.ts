import type { Todo } from '@/api/types'
import { parseRule } from '@/lib/recurrence'
import { rowsOf, sectionsOf, type Row, type Section } from './account'
import {
  escapeText,
  fold,
  parseComponents,
  unescapeText,
  valuesOf,
  type Component,
  type Property,
} from './ics'
import { dayHere, instantOf, timeHere } from './moments'
import { compact, dayOf, ruleOf } from './rules'
import { oneLine, printable, stemOf } from './texts'
import type {
  Account,
  Draft,
  DraftList,
  DraftTodo,
  Loss,
  LossCode,
  Problem,
  Written,
} from './types'

/**
 * To-dos of iCalendar, VTODO: https://www.rfc-editor.org/rfc/rfc5545#section-3.6.2. Priorities are 1
 * to 9 there, of which 1 to 4 are high, 5 is medium and 6 to 9 are low.
 */

const PRIORITIES = [1, 5, 9]
const LIST = 'X-DOABLE-LIST'
const FROM = 'X-DOABLE-FROM'
const INBOX = 'X-DOABLE-INBOX'

// --- Writing ---

/** "20261201T083000Z" */
const utc = (instant: string) => instant.replace(/[-:]|\.\d+/g, '')

const dueOf = (day: string, time: string | null) =>
  time ? `:${compact(day)}T${time.replace(':', '')}00` : `;VALUE=DATE:${compact(day)}`

/** UNTIL is of the kind that the start is: a day, or a local time. */
function ruleLines({ repeat, due, dueTime, createdAt }: Todo): (string | false)[] {
  const rule = repeat ? parseRule(repeat) : null
  if (!repeat || !rule) return []
  const time = due ? dueTime : null
  const rrule = repeat.replace(';X-FROM=COMPLETION', '')
  const until = time && rule.until ? `${compact(rule.until)}T235959` : ''
  return [
    `DTSTART${dueOf(due ?? dayHere(createdAt), time)}`,
    `RRULE:${until ? rrule.replace(/UNTIL=\d{8}/, `UNTIL=${until}`) : rrule}`,
    rule.fromCompletion && `${FROM}:COMPLETION`,
  ]
}

function toLines({ todo, parent }: Row, { name, isInbox }: Section, stamp: string): string[] {
  const { id, title, notes, done, doneAt, due, dueTime, priority, tags } = todo
  const lines = [
    'BEGIN:VTODO',
    `UID:${id}`,
    `DTSTAMP:${stamp}`,
    `CREATED:${utc(todo.createdAt)}`,
    `LAST-MODIFIED:${utc(todo.updatedAt)}`,
    `SUMMARY:${escapeText(printable(title))}`,
    notes && `DESCRIPTION:${escapeText(printable(notes))}`,
    due && `DUE${dueOf(due, dueTime)}`,
    ...ruleLines(todo),
    priority < 4 && `PRIORITY:${PRIORITIES[priority - 1]}`,
    tags.length && `CATEGORIES:${tags.map((tag) => escapeText(printable(tag))).join()}`,
    `STATUS:${done ? 'COMPLETED' : 'NEEDS-ACTION'}`,
    done && `COMPLETED:${utc(doneAt ?? todo.updatedAt)}`,
    parent && `RELATED-TO:${parent.id}`,
    `${LIST}:${escapeText(name)}`,
    isInbox && `${INBOX}:TRUE`,
    'END:VTODO',
  ]
  return lines.filter((line) => typeof line === 'string' && line !== '') as string[]
}

function sectionLines(section: Section, stamp: string, losses: Loss[]): string[] {
  return rowsOf(section, losses).flatMap((row) => {
    const { title, assignee } = row.todo
    if (assignee) losses.push({ code: 'assignee', where: title, text: assignee })
    return toLines(row, section, stamp)
  })
}

/** `exportedAt` is an instant in UTC. */
export function writeIcs(account: Account, exportedAt: string): Written {
  const losses: Loss[] = []
  const sections = sectionsOf(account)
  const [first, ...others] = sections
  const name = first && !others.length ? escapeText(first.name) : 'Doable'
  const todos = sections.flatMap((section) => sectionLines(section, utc(exportedAt), losses))
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Doable//Doable//EN']
  const lines = [...head, `X-WR-CALNAME:${name}`, ...todos, 'END:VCALENDAR']
  return { text: lines.map((line) => `${fold(line)}\r\n`).join(''), losses }
}

// --- Reading ---

const RULES = new Set(['RRULE', 'RDATE', 'EXDATE'])

/** What says nothing to a person, or is said by other fields. */
const SILENT = new Set([
  ...RULES,
  ...['UID', 'DTSTAMP', 'CREATED', 'LAST-MODIFIED', 'SEQUENCE', 'SUMMARY', 'DESCRIPTION', 'DUE'],
  ...['DTSTART', 'PRIORITY', 'CATEGORIES', 'STATUS', 'COMPLETED', 'PERCENT-COMPLETE'],
  ...['RELATED-TO', 'CLASS', 'TRANSP', 'ORGANIZER', 'DURATION', 'ATTACH', 'REQUEST-STATUS'],
])

/** The properties of one to-do, and what is told of it. */
interface Reading {
  readonly first: ReadonlyMap<string, Property>
  readonly component: Component
  readonly tell: (code: LossCode, text: string) => void
  readonly more: string[]
}

const valueOf = ({ first }: Reading, name: string) => first.get(name)?.value.trim() ?? ''
const textOf = (reading: Reading, name: string) => unescapeText(first(reading, name))
const first = ({ first }: Reading, name: string) => first.get(name)?.value ?? ''

/** "20261201T083000Z" */
const INSTANT = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/

const instantIn = (reading: Reading, name: string) =>
  instantOf(valueOf(reading, name).replace(INSTANT, '$1-$2-$3T$4:$5:$6Z'))

const zoneHere = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** A time in UTC is told as it is here; one of another zone is taken as it stands. */
function dayAndTime(reading: Reading, name: string): Pick<DraftTodo, 'due' | 'dueTime'> {
  const value = valueOf(reading, name)
  const instant = instantIn(reading, name)
  if (instant) return { due: dayHere(instant), dueTime: timeHere(instant) }
  const [, hour, minute] = /^\d{8}T(\d\d)(\d\d)/.exec(value) ?? []
  const due = dayOf(value)
  if (!due) return value ? { due: value } : {}
  const zone = reading.first.get(name)?.params.get('TZID')
  if (zone && hour && zone !== zoneHere()) reading.tell('zone', zone)
  return hour ? { due, dueTime: `${hour}:${minute}` } : { due }
}

function readStart(reading: Reading, { due, dueTime }: DraftTodo): void {
  const { tell, more, first } = reading
  const start = dayAndTime({ ...reading, tell: () => {} }, 'DTSTART')
  const isSame = start.due === due && start.dueTime === dueTime
  if (!start.due || isSame || (first.has('RRULE') && !due)) return
  const text = [start.due, start.dueTime].filter(Boolean).join(' ')
  more.push(`DTSTART: ${text}`)
  tell('start', text)
}

function readRule(reading: Reading, due: string | undefined): string | undefined {
  const rules = reading.component.properties.filter(({ name }) => RULES.has(name))
  if (!rules.length) return undefined
  const isFromDone = valueOf(reading, FROM).toUpperCase() === 'COMPLETION'
  const isAlone = rules.length === 1 && rules[0]!.name === 'RRULE'
  const rule = isAlone ? ruleOf(rules[0]!.value.trim(), due, isFromDone) : undefined
  return rule ?? rules.map(({ name, value }) => `${name}:${value}`).join('\n')
}

function priorityOf(reading: Reading): number {
  const value = Number(valueOf(reading, 'PRIORITY'))
  if (!(value >= 1 && value <= 9)) return 4
  return value < 5 ? 1 : value === 5 ? 2 : 3
}

/** What we have no field for, as lines of the notes. */
function readOthers({ component, tell, more }: Reading): void {
  for (const { name, value } of component.properties) {
    if (name === 'ATTACH') tell('attachment', value.slice(0, 200))
    if (name === 'DURATION') tell('duration', value.slice(0, 200))
    const text = SILENT.has(name) || name.startsWith('X-') ? '' : oneLine(unescapeText(value))
    if (!text) continue
    more.push(`${name}: ${text}`)
    tell('field', `${name}: ${text}`)
  }
  if (component.inner.includes('VALARM')) tell('reminder', '')
}

function readingOf(component: Component, losses: Loss[]): Reading {
  const entries = component.properties.map((one) => [one.name, one] as const).reverse()
  const first = new Map(entries)
  const where = oneLine(unescapeText(first.get('SUMMARY')?.value ?? ''))
  const tell = (code: LossCode, text: string) => void losses.push({ code, where, text })
  return { component, first, tell, more: [] }
}

function readTodo(component: Component, losses: Loss[]): DraftTodo {
  const reading = readingOf(component, losses)
  const due = dayAndTime(reading, 'DUE')
  readStart(reading, { title: '', ...due })
  readOthers(reading)
  const status = valueOf(reading, 'STATUS').toUpperCase()
  const categories = component.properties.filter(({ name }) => name === 'CATEGORIES')
  return {
    key: valueOf(reading, 'UID') || undefined,
    title: oneLine(textOf(reading, 'SUMMARY')),
    notes: textOf(reading, 'DESCRIPTION'),
    done: status === 'COMPLETED' || status === 'CANCELLED' || !!valueOf(reading, 'COMPLETED'),
    doneAt: instantIn(reading, 'COMPLETED'),
    ...due,
    priority: priorityOf(reading),
    tags: categories.flatMap(({ value }) => valuesOf(value)),
    repeat: readRule(reading, due.due),
    createdAt: instantIn(reading, 'CREATED'),
    more: reading.more,
  }
}

/** RELATED-TO names a parent where it does not say that it is something else. */
function parentOf({ properties }: Component): string | undefined {
  const isParent = ({ name, params }: Property) =>
    name === 'RELATED-TO' && (params.get('RELTYPE') ?? 'PARENT').toUpperCase() === 'PARENT'
  return properties.find(isParent)?.value.trim()
}

interface Found {
  draft: DraftTodo
  parent: string | undefined
  list: string | undefined
  inbox: boolean
}

type Group = DraftList & { byKey: Map<string | undefined, DraftTodo> }

function toLists(found: readonly Found[], calendar: string): DraftList[] {
  const lists = new Map<string, Group>()
  for (const { draft, list = calendar, inbox } of found) {
    const key = inbox ? `${list}\n` : list
    const empty: Group = { key, name: list, inbox, todos: [], byKey: new Map() }
    const into = lists.get(key) ?? empty
    lists.set(key, into)
    into.todos.push(draft)
    if (!into.byKey.has(draft.key)) into.byKey.set(draft.key, draft)
  }
  for (const { draft, parent, list = calendar, inbox } of found) {
    const { byKey } = lists.get(inbox ? `${list}\n` : list)!
    if (parent) draft.parent = byKey.get(parent) ?? { title: '' }
  }
  return [...lists.values()].map(({ byKey: _, ...list }) => list)
}

const propertyIn = ({ properties }: Component, name: string) => {
  const value = properties.find((property) => property.name === name)?.value
  return value && oneLine(unescapeText(value))
}

export const isIcs = (text: string) => /^\s{0,100}BEGIN:VCALENDAR/i.test(text)

export function readIcs(text: string, fileName: string): Draft | Problem {
  const components = parseComponents(text)
  const todos = components.filter(({ name }) => name === 'VTODO')
  if (!todos.length) return { problem: 'noTodos' }
  const losses: Loss[] = []
  for (const event of components.filter(({ name }) => name === 'VEVENT')) {
    losses.push({ code: 'event', where: propertyIn(event, 'SUMMARY') ?? '', text: '' })
  }
  const found = todos.map((todo) => ({
    draft: readTodo(todo, losses),
    parent: parentOf(todo),
    list: propertyIn(todo, LIST),
    inbox: propertyIn(todo, INBOX) === 'TRUE',
  }))
  const calendar = components.find(({ name }) => name === 'VCALENDAR')
  const name = (calendar && propertyIn(calendar, 'X-WR-CALNAME')) || stemOf(fileName)
  return { source: 'icalendar', lists: toLists(found, name), losses }
}
