import { LIST_COLOURS, type ListColour, type Priority } from '@/api/types'
import { isDate } from '@/lib/days'
import { MAX_NAME, MAX_NOTES, MAX_TAG, MAX_TAGS, MAX_TITLE } from '@/lib/limits'
import { parseRule } from '@/lib/recurrence'
import { chunksOf } from './chunks'
import { MAX_LISTS, MAX_TODOS, MAX_TOTAL } from './limits'
import { instantOf, isTime } from './moments'
import { cutAt, cutAtBytes, numbered, oneLine, trim, wellFormed } from './texts'
import { topsOf } from './tops'
import type {
  Draft,
  DraftList,
  DraftTodo,
  ImportContext,
  Loss,
  LossCode,
  Plan,
  PlanList,
  PlanTodo,
  Problem,
} from './types'

/** Makes what a file has obey the limits of the server, and tells what that changed. */

type Tell = (code: LossCode, text: string) => void

/** One to-do while it is fitted: what is told of it, and the lines that go to its notes. */
interface Fitting {
  readonly draft: DraftTodo
  readonly tell: Tell
  readonly lines: string[]
}

/** What cannot stay is a line of the notes, and told. */
function toNotes({ tell, lines }: Fitting, code: LossCode, text: string, line = text): void {
  lines.push(line)
  tell(code, text)
}

function fitTags(fitting: Fitting): string[] {
  const all = [...new Set((fitting.draft.tags ?? []).map((tag) => trim(wellFormed(tag))))]
  const tags = all.filter((tag) => tag && !cutAt(tag, MAX_TAG)[1])
  const kept = tags.slice(0, MAX_TAGS)
  const rest = all.filter((tag) => tag && !kept.includes(tag))
  if (rest.length) toNotes(fitting, 'tags', rest.join(', '), rest.map((tag) => `@${tag}`).join(' '))
  return kept
}

function fitDue(fitting: Fitting): Pick<PlanTodo, 'due' | 'dueTime'> {
  const { due, dueTime } = fitting.draft
  const isDay = !!due && isDate(due)
  if (due && !isDay) toNotes(fitting, 'due', wellFormed(due))
  if (!dueTime) return isDay ? { due } : {}
  if (isDay && isTime(dueTime)) return { due, dueTime }
  toNotes(fitting, 'time', wellFormed(dueTime))
  return isDay ? { due } : {}
}

function fitRepeat(fitting: Fitting): Pick<PlanTodo, 'repeat'> {
  const { repeat } = fitting.draft
  if (!repeat) return {}
  if (parseRule(repeat)) return { repeat }
  toNotes(fitting, 'repeat', wellFormed(repeat))
  return {}
}

function fitPriority(fitting: Fitting): Pick<PlanTodo, 'priority'> {
  const { priority = 4 } = fitting.draft
  return [1, 2, 3].includes(priority) ? { priority: priority as Priority } : {}
}

function fitInstants({ done, ...draft }: DraftTodo): Partial<PlanTodo> {
  const [createdAt, deletedAt] = [instantOf(draft.createdAt), instantOf(draft.deletedAt)]
  const doneAt = done ? instantOf(draft.doneAt) : undefined
  return {
    ...(done && { done: true }),
    ...(doneAt && { doneAt }),
    ...(createdAt && { createdAt }),
    ...(deletedAt && { deletedAt }),
  }
}

/** The first line of the notes is better than no title. */
function fitTitle(draft: DraftTodo, { title }: ImportContext): [string, string] {
  const whole =
    trim(wellFormed(draft.title)) || oneLine(cutAt(draft.notes ?? '', MAX_TITLE)[0]) || title
  const [kept, rest] = cutAt(whole, MAX_TITLE)
  return [trim(kept), trim(rest)]
}

function fitNotes({ draft, lines, tell }: Fitting, rest: string): Pick<PlanTodo, 'notes'> {
  const parts = [rest, wellFormed(draft.notes ?? ''), lines.map(wellFormed).join('\n')]
  const [notes, more] = cutAtBytes(parts.filter(Boolean).join('\n\n'), MAX_NOTES)
  if (more) tell('notes', more)
  return notes ? { notes } : {}
}

const isEmpty = ({ title, notes, due, done, tags, more }: DraftTodo) =>
  !trim(title) && !trim(notes ?? '') && !due && !done && !tags?.length && !more?.length

function fitTodo(draft: DraftTodo, key: string, context: ImportContext, losses: Loss[]): PlanTodo {
  const [title, rest] = fitTitle(draft, context)
  const tell: Tell = (code, text) => losses.push({ code, where: title, text })
  const fitting: Fitting = { draft, tell, lines: [...(draft.more ?? [])] }
  if (!trim(draft.title)) tell('untitled', title)
  if (rest) tell('title', rest)
  const due = fitDue(fitting)
  const tags = fitTags(fitting)
  const fields = { ...due, ...fitPriority(fitting), ...(tags.length && { tags }) }
  const repeat = fitRepeat(fitting)
  const who = draft.assignee ? { assignee: draft.assignee } : {}
  const notes = fitNotes(fitting, rest)
  return { key, title, ...notes, ...fields, ...repeat, ...who, ...fitInstants(draft) }
}

/** Keys that are the same whenever the file is read: by id, or else by title and by how many have it. */
function keysOf(drafts: readonly DraftTodo[]): Map<DraftTodo, string> {
  const counts = new Map<string, number>()
  const taken = new Set<string>()
  return new Map(
    drafts.map((draft) => {
      const above = cutAt(draft.parent?.title ?? '', MAX_TITLE)[0]
      const own = wellFormed(draft.key ?? `${above}\n${draft.title}`)
      let count = (counts.get(own) ?? 0) + 1
      const key = () => (count > 1 ? `${own}\n${count}` : own)
      while (taken.has(key())) count++
      counts.set(own, count)
      taken.add(key())
      return [draft, key()]
    }),
  )
}

function fitTodos(list: DraftList, context: ImportContext, losses: Loss[]): PlanTodo[] {
  const parents = new Set(list.todos.map(({ parent }) => parent))
  const drafts = list.todos.filter((draft) => parents.has(draft) || !isEmpty(draft))
  for (let left = list.todos.length - drafts.length; left > 0; left--) {
    losses.push({ code: 'empty', where: list.name, text: '' })
  }
  const [keys, tops] = [keysOf(drafts), topsOf(drafts)]
  return drafts.map((draft) => {
    const todo = fitTodo(draft, keys.get(draft)!, context, losses)
    const top = tops.get(draft)
    const tell: Tell = (code, text) => losses.push({ code, where: todo.title, text })
    if (draft.parent && !top) tell('parent', oneLine(draft.parent.title))
    if (top && top !== draft.parent) tell('depth', oneLine(draft.parent!.title))
    return top ? { ...todo, parentKey: keys.get(top)! } : todo
  })
}

function fitName({ name, inbox }: DraftList, context: ImportContext, losses: Loss[]): string {
  const whole = trim(wellFormed(name)) || (inbox ? context.inboxName : context.listName)
  const [kept, rest] = cutAt(whole, MAX_NAME)
  if (rest) losses.push({ code: 'name', where: trim(kept), text: whole })
  return trim(kept)
}

const isColour = (colour: unknown): colour is ListColour =>
  LIST_COLOURS.includes(colour as ListColour)

function fitList(list: DraftList, context: ImportContext, losses: Loss[]): PlanList[] {
  const name = fitName(list, context, losses)
  const todos = fitTodos({ ...list, name }, context, losses)
  const looks = {
    ...(isColour(list.colour) && { colour: list.colour }),
    ...(list.archived && !list.inbox && { archived: true as const }),
  }
  return chunksOf(todos, MAX_TODOS, MAX_TODOS, losses).map((chunk, place) => {
    const key = wellFormed(place ? `${list.key}\n${place + 1}` : list.key)
    const own = { key, name: numbered(name, place + 1), ...looks }
    if (place) losses.push({ code: 'split', where: own.name, text: name })
    return { ...own, ...(list.inbox && !place && { inbox: true as const }), todos: chunk }
  })
}

/**
 * The lists that are too many go into the last one, by tags that are called as they were. Drafts
 * stay the objects that they are, as others name them as their parents.
 */
function mergeLists(lists: readonly DraftList[], losses: Loss[]): DraftList[] {
  const max = MAX_LISTS - (lists.some(({ inbox }) => inbox) ? 0 : 1)
  if (lists.length <= max) return [...lists]
  const last = lists[max - 1]!
  const more = lists.slice(max)
  for (const { name } of more) losses.push({ code: 'list', where: name, text: last.name })
  const moved = more.flatMap(({ name, todos }) =>
    todos.map((draft) => Object.assign(draft, { tags: [...(draft.tags ?? []), name] })),
  )
  return [...lists.slice(0, max - 1), { ...last, todos: [...last.todos, ...moved] }]
}

/** Two lists with one key would become one. What is put behind a line end is ours. */
function distinct(lists: readonly DraftList[]): DraftList[] {
  const counts = new Map<string, number>()
  return lists.map((list) => {
    const key = list.key.replaceAll('\n', ' ')
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return { ...list, key: count > 1 ? `${key}\n\n${count}` : key }
  })
}

export function fit(draft: Draft, context: ImportContext): Plan | Problem {
  const total = draft.lists.reduce((sum, { todos }) => sum + 1 + todos.length, 0)
  if (total > MAX_TOTAL) return { problem: 'tooMany', limit: MAX_TOTAL }
  const losses = draft.losses.map(({ code, ...texts }) => ({
    code,
    where: wellFormed(texts.where),
    text: wellFormed(texts.text),
  }))
  const merged = mergeLists(distinct(draft.lists), losses)
  const lists = merged.flatMap((list) => fitList(list, context, losses))
  const made = lists.reduce((sum, { todos }) => sum + todos.length, 0)
  return { source: draft.source, lists, losses, total: made }
}
