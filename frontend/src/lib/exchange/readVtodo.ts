import { OWN, parseComponents, unescapeText, valuesOf, type Component, type Property } from './ics'
import { dayHere, instantOf, timeHere } from './moments'
import { dayOf, ruleOf } from './rules'
import { oneLine, stemOf } from './texts'
import type { Draft, DraftList, DraftTodo, Loss, LossCode, Problem } from './types'

/** To-dos of iCalendar, as vtodo.ts and all others write them. */

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
const textOf = ({ first }: Reading, name: string) => unescapeText(first.get(name)?.value ?? '')

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
  const isFromDone = valueOf(reading, OWN.from).toUpperCase() === 'COMPLETION'
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
    list: propertyIn(todo, OWN.list),
    inbox: propertyIn(todo, OWN.inbox) === 'TRUE',
  }))
  const calendar = components.find(({ name }) => name === 'VCALENDAR')
  const name = (calendar && propertyIn(calendar, 'X-WR-CALNAME')) || stemOf(fileName)
  return { source: 'icalendar', lists: toLists(found, name), losses }
}
