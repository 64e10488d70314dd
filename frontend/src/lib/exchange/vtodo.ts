import type { Todo } from '@/api/types'
import { parseRule } from '@/lib/recurrence'
import { rowsOf, sectionsOf, type Row, type Section } from './account'
import { escapeText, fold, OWN } from './ics'
import { dayHere } from './moments'
import { compact } from './rules'
import { printable } from './texts'
import type { Account, Loss, Written } from './types'

/**
 * To-dos of iCalendar, VTODO: https://www.rfc-editor.org/rfc/rfc5545#section-3.6.2. Priorities are 1
 * to 9 there, of which 1 to 4 are high, 5 is medium and 6 to 9 are low.
 */
const PRIORITIES = [1, 5, 9]

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
    rule.fromCompletion && `${OWN.from}:COMPLETION`,
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
    `${OWN.list}:${escapeText(name)}`,
    isInbox && `${OWN.inbox}:TRUE`,
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
