import { isDate } from '@/lib/days'
import { isObject, isTrueIn, member, numberIn, objectsIn, textIn, textsIn, type Json } from './json'
import { dayHere, instantOf } from './moments'
import { ruleOf } from './rules'
import { oneLine, textOfHtml } from './texts'
import type { Draft, DraftList, DraftTodo, Loss, LossCode } from './types'

/**
 * Microsoft To Do, as Microsoft Graph gives its lists with their tasks:
 * https://learn.microsoft.com/graph/api/resources/todotasklist and
 * https://learn.microsoft.com/graph/api/resources/todotask. Either lists, each with its `tasks`, or
 * the tasks of one list; bare or in `value`.
 */

const STATUSES = ['notStarted', 'inProgress', 'completed', 'waitingOnOthers', 'deferred']

const isTask = (json: unknown) =>
  textIn(json, 'title') !== undefined && STATUSES.includes(textIn(json, 'status') ?? '')

const isList = (json: unknown) =>
  textIn(json, 'displayName') !== undefined &&
  (Array.isArray(member(json, 'tasks')) || textIn(json, 'wellknownListName') !== undefined)

function itemsOf(json: unknown): Json[] {
  if (Array.isArray(json)) return json.filter(isObject)
  const lists = objectsIn(json, 'lists')
  if (lists.length) return lists
  return isObject(json) && Array.isArray(member(json, 'value'))
    ? objectsIn(json, 'value')
    : [json as Json]
}

export const isMicrosoft = (json: unknown) =>
  itemsOf(json).some((item) => isList(item) || isTask(item))

/** What Graph calls dateTimeTimeZone: without an offset, and nearly always in UTC. */
function momentIn(json: unknown, name: string): { text: string; zone: string } | undefined {
  const moment = member(json, name)
  const text = textIn(moment, 'dateTime')?.replace(/(\.\d{1,9})?Z?$/, '')
  return text ? { text, zone: textIn(moment, 'timeZone') ?? 'UTC' } : undefined
}

/** A due day is midnight where the person was, and so often in the evening before by UTC. */
function dayIn(json: unknown, name: string): string | undefined {
  const moment = momentIn(json, name)
  const instant = moment?.zone === 'UTC' && !moment.text.endsWith('T00:00:00')
  return instant ? dayHere(instantOf(`${moment.text}Z`) ?? '') : moment?.text.slice(0, 10)
}

function instantIn(json: unknown, name: string): string | undefined {
  const moment = momentIn(json, name)
  return moment && `${moment.text}Z`
}

const FREQS: Record<string, string> = {
  daily: 'DAILY',
  weekly: 'WEEKLY',
  absoluteMonthly: 'MONTHLY',
  relativeMonthly: 'MONTHLY',
  absoluteYearly: 'YEARLY',
  relativeYearly: 'YEARLY',
}
const PLACES: Record<string, string> = {
  first: '1',
  second: '2',
  third: '3',
  fourth: '4',
  last: '-1',
}

function endOf(range: unknown): string {
  const [type, end] = [textIn(range, 'type'), textIn(range, 'endDate')?.slice(0, 10)]
  if (type === 'numbered') return `;COUNT=${numberIn(range, 'numberOfOccurrences')}`
  return type === 'endDate' && end && isDate(end) ? `;UNTIL=${end.replaceAll('-', '')}` : ''
}

const codeOf = (day: string) => day.slice(0, 2).toUpperCase()
const found = (names: Record<string, string>, name = '') =>
  Object.hasOwn(names, name) ? names[name]! : name

/** As an RRULE says it, whether it is one of ours or not. */
function rruleOf(pattern: unknown): string {
  const type = textIn(pattern, 'type') ?? ''
  const [isAbsolute, isRelative] = [type.startsWith('absolute'), type.startsWith('relative')]
  const [month, monthDay] = [numberIn(pattern, 'month'), numberIn(pattern, 'dayOfMonth')]
  const place = isRelative ? found(PLACES, textIn(pattern, 'index')) : ''
  const days = textsIn(pattern, 'daysOfWeek').map((day) => place + codeOf(day))
  const first = textIn(pattern, 'firstDayOfWeek')
  const parts = [
    `FREQ=${found(FREQS, type)}`,
    `INTERVAL=${numberIn(pattern, 'interval') ?? 1}`,
    type.endsWith('Yearly') && month && `BYMONTH=${month}`,
    isAbsolute && monthDay && `BYMONTHDAY=${monthDay}`,
    (type === 'weekly' || isRelative) && days.length && `BYDAY=${days.join()}`,
    type === 'weekly' && days.length > 1 && first && `WKST=${codeOf(first)}`,
  ]
  return parts.filter(Boolean).join(';')
}

/** https://learn.microsoft.com/graph/api/resources/recurrencepattern */
function ruleIn(recurrence: unknown, due: string | undefined): string | undefined {
  if (!isObject(recurrence)) return undefined
  const rrule = rruleOf(member(recurrence, 'pattern')) + endOf(member(recurrence, 'range'))
  return ruleOf(rrule, due) ?? `RRULE:${rrule.slice(0, 500)}`
}

type Tell = (code: LossCode, text: string) => void

function bodyOf(task: Json, tell: Tell): string | undefined {
  const body = member(task, 'body')
  const content = textIn(body, 'content')
  if (!content || textIn(body, 'contentType') !== 'html') return content
  const text = textOfHtml(content)
  if (text) tell('html', '')
  return text
}

function tellOthers(task: Json, tell: Tell): string[] {
  const start = dayIn(task, 'startDateTime')
  if (start) tell('start', start)
  if (isTrueIn(task, 'isReminderOn')) tell('reminder', dayIn(task, 'reminderDateTime') ?? '')
  if (isTrueIn(task, 'hasAttachments')) tell('attachment', '')
  const links = objectsIn(task, 'linkedResources').map((link) => textIn(link, 'webUrl'))
  return [start && `startDateTime: ${start}`, ...links].filter((line) => !!line) as string[]
}

function readTask(task: Json, losses: Loss[]): DraftTodo {
  const title = oneLine(textIn(task, 'title') ?? '')
  const tell: Tell = (code, text) => losses.push({ code, where: title, text })
  const due = dayIn(task, 'dueDateTime')
  return {
    key: textIn(task, 'id'),
    title,
    notes: bodyOf(task, tell),
    done: textIn(task, 'status') === 'completed',
    doneAt: instantIn(task, 'completedDateTime'),
    due,
    priority: textIn(task, 'importance') === 'high' ? 1 : 4,
    tags: textsIn(task, 'categories'),
    repeat: ruleIn(member(task, 'recurrence'), due),
    createdAt: textIn(task, 'createdDateTime'),
    more: tellOthers(task, tell),
  }
}

const readStep = (step: Json, parent: DraftTodo): DraftTodo => ({
  key: `${parent.key ?? parent.title}\n${textIn(step, 'id') ?? textIn(step, 'displayName')}`,
  title: oneLine(textIn(step, 'displayName') ?? ''),
  done: isTrueIn(step, 'isChecked'),
  doneAt: textIn(step, 'checkedDateTime'),
  createdAt: textIn(step, 'createdDateTime'),
  parent,
})

/** The steps of a task are its sub-to-dos. */
function readTasks(tasks: readonly Json[], losses: Loss[]): DraftTodo[] {
  return tasks.flatMap((task) => {
    const todo = readTask(task, losses)
    const steps = objectsIn(task, 'checklistItems').map((step) => readStep(step, todo))
    return [todo, ...steps]
  })
}

function readList(list: Json, losses: Loss[]): DraftList {
  const name = oneLine(textIn(list, 'displayName') ?? '')
  return {
    key: textIn(list, 'id') ?? name,
    name,
    inbox: textIn(list, 'wellknownListName') === 'defaultList',
    todos: readTasks(objectsIn(list, 'tasks'), losses),
  }
}

export function readMicrosoft(json: unknown, name: string): Draft {
  const losses: Loss[] = []
  const items = itemsOf(json)
  const lists = items.filter(isList).map((list) => readList(list, losses))
  const tasks = readTasks(
    items.filter((item) => !isList(item) && isTask(item)),
    losses,
  )
  const loose = tasks.length ? [{ key: name, name, todos: tasks }] : []
  return { source: 'microsoft', lists: [...lists, ...loose], losses }
}
