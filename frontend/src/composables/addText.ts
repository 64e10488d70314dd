import type { Priority } from '@/api/types'
import { t } from '@/i18n/rest'
import { weekStart } from '@/lib/dates'
import { todayLocal } from '@/lib/days'
import { bytesOf, MAX_NOTES, MAX_TAGS, MAX_TITLE } from '@/lib/limits'
import { inOrder } from '@/lib/members'
import { NO_PRIORITY } from '@/lib/priority'
import {
  parse,
  type Context,
  type Parsed,
  type Person,
  type Plain,
  type QuickFields,
} from '@/lib/quickAdd'
import type { Added, NewTodo } from '@/stores/changes'
import { homeId } from '@/stores/home'
import { useListsStore } from '@/stores/lists'
import { useStatusStore } from '@/stores/status'
import { createTodoActions } from './todoActions'
import { useListName } from './useListName'
import { useMe } from './useMe'
import type { Preset } from './useQuickAdd'

/** Chosen by hand, whatever the text says. */
export interface Chosen {
  due?: string | null
  listId?: string
  priority?: Priority
  notes?: string
}

/** The lists that something can be put into, by the names that are shown. */
export function listChoices(): { id: string; name: string }[] {
  const lists = useListsStore()
  const listName = useListName()
  return lists.all
    .filter(({ id, archived }) => !archived && lists.mayWrite(id))
    .map(({ id }) => ({ id, name: listName({ listId: id }) }))
}

/** Who can be named in a list: nobody where nobody else is. */
export function peopleIn(listId: string | null): readonly Person[] {
  const me = useMe().value
  const members = useListsStore().byId(listId ?? '')?.members ?? []
  return members.length > 1
    ? inOrder(me, members).map(({ id, name }) => ({ id, name, isMe: id === me }))
    : []
}

export function contextNow(
  preset: Preset,
  plain: readonly Plain[] = [],
  chosen: Chosen = {},
): Context {
  const now = new Date()
  const words = t.grammar.words
  return {
    today: todayLocal(now),
    now: now.toTimeString().slice(0, 5),
    weekStart: weekStart(),
    lists: listChoices(),
    people: (listId) => peopleIn(placeOf(preset, listId ? { listId } : {}, chosen)),
    plain,
    ...(preset.due && { day: preset.due }),
    ...(words && { vocabulary: words }),
  }
}

/** Another device may have deleted it meanwhile, or the person may only read it. */
function inUse(listId: string | null | undefined): string | undefined {
  const { byId, mayWrite } = useListsStore()
  const isClosed = useStatusStore().isReady && !(listId && byId(listId) && mayWrite(listId))
  return isClosed ? undefined : (listId ?? undefined)
}

/** The list: named by the place, rather by the text, and by hand whatever that says. */
function placeOf(preset: Preset, fields: QuickFields, chosen: Chosen): string | null {
  const { listId } = { ...preset, ...fields, ...chosen }
  return inUse(listId) ?? homeId()
}

/** What the place says, what the text says rather, and what was chosen whatever that says. */
export function toAdd({ title, fields }: Parsed, preset: Preset, chosen: Chosen = {}): Added {
  const { due, dueTime, repeat, priority } = { ...preset, ...fields, ...chosen }
  const here = preset.tag ? [preset.tag] : []
  const tags = [...new Set([...(fields.tags ?? []), ...here])].slice(0, MAX_TAGS)
  const notes = [chosen.notes, fields.notes].filter(Boolean).join('\n')
  return {
    listId: placeOf(preset, fields, chosen),
    fields: {
      title,
      ...(due && { due }),
      ...(due && dueTime && { dueTime }),
      ...(due && repeat && { repeat }),
      ...(priority && priority < NO_PRIORITY && { priority }),
      ...(tags.length && { tags }),
      ...(notes && { notes }),
      ...(fields.assignee && { assignee: fields.assignee }),
    },
  }
}

const lengthOf = (title: string) => [...title].length

/** Why it cannot be added as it is; '' if it can. */
export function problemOf({ title, notes = '' }: NewTodo): string {
  const length = lengthOf(title)
  if (length > MAX_TITLE) return t.quickAdd.titleTooLong(length, MAX_TITLE)
  return bytesOf(notes) > MAX_NOTES ? t.detail.tooLong : ''
}

interface How {
  plain?: readonly Plain[]
  chosen?: Chosen
  /** Shows a note where what is added goes out of sight. */
  offer?: boolean
}

/** Adds what was typed, as it is meant at this moment; gives the reason if it cannot. */
export function addText(text: string, preset: Preset, how: How = {}): string {
  const parsed = parse(text, contextNow(preset, how.plain, how.chosen))
  const added = toAdd(parsed, preset, how.chosen)
  const problem = problemOf(added.fields)
  if (problem) return problem
  const isNamed = (parsed.fields.listId ?? how.chosen?.listId) && added.listId !== preset.listId
  const where = isNamed && added.listId ? useListName()({ listId: added.listId }) : ''
  const offer = !!how.offer && !!where && !!preset.listId
  createTodoActions().addAll([added], { where, offer })
  return ''
}

/** One to-do for each line, as one step: all of them or none. */
export function addLines(lines: readonly string[], preset: Preset): string {
  const context = contextNow(preset)
  const all = lines.map((line) => toAdd(parse(line, context), preset))
  const problems = all.map(({ fields }) => problemOf(fields))
  const at = problems.findIndex(Boolean)
  if (at >= 0) return t.quickAdd.lineWrong(at + 1, problems[at]!)
  createTodoActions().addAll(all, { offer: true })
  return ''
}
