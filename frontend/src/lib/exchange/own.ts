import type { ListColour, Todo } from '@/api/types'
import { sectionsOf, type Section } from './account'
import { isTrueIn, member, numberIn, objectsIn, textIn, textsIn, type Json } from './json'
import type { Account, Draft, DraftList, DraftTodo, Problem } from './types'

/** Our own format, which keeps everything: docs/export.md. */

export const FORMAT = 'doable'
export const VERSION = 1

// --- Writing ---

/** What is as it always is, is left out; the names stand in this order. */
function toJson(todo: Todo) {
  const { id, title, notes, done, doneAt, due, dueTime, priority, tags, parentId } = todo
  return {
    id,
    title,
    ...(notes && { notes }),
    ...(done && { done, ...(doneAt && { doneAt }) }),
    ...(due && { due, ...(dueTime && { dueTime }) }),
    ...(priority < 4 && { priority }),
    ...(tags.length && { tags }),
    ...(parentId && { parentId }),
    ...(todo.repeat && { repeat: todo.repeat }),
    ...(todo.assignee && { assignee: todo.assignee }),
    createdAt: todo.createdAt,
    ...(todo.deletedAt && { deletedAt: todo.deletedAt }),
  }
}

/** A to-do takes a line, so that two exports can be compared. */
function writeSection({ list, isInbox, todos }: Section): string {
  const { id, name, colour, archived } = list
  const head = JSON.stringify({ id, name, colour, archived, ...(isInbox && { inbox: true }) })
  const rows = todos.map((todo) => JSON.stringify(toJson(todo)))
  return `${head.slice(0, -1)},"todos":[\n${rows.join(',\n')}\n]}`
}

/** All of an account; `exportedAt` is an instant in UTC. */
export function writeJson(account: Account, exportedAt: string): string {
  const head = JSON.stringify({ format: FORMAT, version: VERSION, exportedAt })
  const lists = sectionsOf(account).map(writeSection)
  return `${head.slice(0, -1)},"lists":[\n${lists.join(',\n')}\n]}\n`
}

// --- Reading ---

export const isOwn = (json: unknown) => textIn(json, 'format') === FORMAT

const readTodo = (json: Json): DraftTodo => ({
  key: textIn(json, 'id'),
  title: textIn(json, 'title') ?? '',
  notes: textIn(json, 'notes'),
  done: isTrueIn(json, 'done'),
  doneAt: textIn(json, 'doneAt'),
  due: textIn(json, 'due'),
  dueTime: textIn(json, 'dueTime'),
  priority: numberIn(json, 'priority'),
  tags: textsIn(json, 'tags'),
  repeat: textIn(json, 'repeat'),
  assignee: textIn(json, 'assignee'),
  createdAt: textIn(json, 'createdAt'),
  deletedAt: textIn(json, 'deletedAt'),
})

/** Drafts of these, below their parents; one that is named, and is not here, is a parent of nothing. */
export function linked(
  items: readonly Json[],
  read: (item: Json) => DraftTodo,
  parentId: string,
): DraftTodo[] {
  const drafts = items.map(read)
  const byKey = new Map(drafts.map((draft) => [draft.key, draft] as const).reverse())
  return drafts.map((draft, place) => {
    const id = textIn(items[place], parentId)
    return id ? Object.assign(draft, { parent: byKey.get(id) ?? { title: '' } }) : draft
  })
}

const readList = (json: Json): DraftList => ({
  key: textIn(json, 'id') ?? textIn(json, 'name') ?? '',
  name: textIn(json, 'name') ?? '',
  colour: textIn(json, 'colour') as ListColour | undefined,
  archived: isTrueIn(json, 'archived'),
  inbox: isTrueIn(json, 'inbox'),
  todos: linked(objectsIn(json, 'todos'), readTodo, 'parentId'),
})

export function readOwn(json: unknown): Draft | Problem {
  const version = member(json, 'version')
  if (typeof version !== 'number') return { problem: 'json' }
  if (version > VERSION) return { problem: 'newer' }
  return { source: 'doable', lists: objectsIn(json, 'lists').map(readList), losses: [] }
}
