import type { Todo } from '@/api/types'
import { isDate } from '@/lib/days'
import { rowsOf, sectionsOf, type Row, type Section } from './account'
import { MAX_TOTAL } from './limits'
import { dayHere, middayOf } from './moments'
import { ruleOf, ruleOfRec } from './rules'
import { oneLine, printable } from './texts'
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
 * todo.txt: https://github.com/todotxt/todo.txt. A list is a project, a tag a context; what has no
 * project is in the Inbox. `due:` and `pri:` are in general use, `time:` and `rrule:` are ours.
 */

const PRIORITIES = 'ABC'

// --- Writing ---

/** A word that would be taken for more than a word. */
const MEANS_MORE = /(?:^| )(?:[@+]\S|(?:due|time|rrule|rec|pri|t):\S)/

/** For a title of nothing that a text file has: without a word, the line would be none. */
const NO_TITLE = '\ufffd'

type Tell = (code: LossCode, text: string) => void

function nameOf(sign: string, name: string, tell: Tell): string {
  const word = oneLine(printable(name)).replace(/\s+/g, '_')
  if (word !== name) tell('spaces', name)
  return sign + word
}

function toLine({ todo, parent }: Row, { name, isInbox }: Section, losses: Loss[]): string {
  const { done, doneAt, createdAt, due, dueTime, priority } = todo
  const tell: Tell = (code, text) => losses.push({ code, where: todo.title, text })
  const title = oneLine(printable(todo.title)) || NO_TITLE
  if (MEANS_MORE.test(title)) tell('misread', title)
  tellMore(todo, parent, tell)
  const letter = PRIORITIES[priority - 1]
  const words = [
    done ? 'x' : letter && `(${letter})`,
    done && dayHere(doneAt ?? createdAt),
    dayHere(createdAt),
    title,
    !isInbox && nameOf('+', name, tell),
    ...todo.tags.map((tag) => nameOf('@', tag, tell)),
    due && `due:${due}`,
    dueTime && `time:${dueTime.replace(':', '')}`,
    todo.repeat && `rrule:${todo.repeat}`,
    done && letter && `pri:${letter}`,
  ]
  return words.filter(Boolean).join(' ')
}

function tellMore({ notes, assignee }: Todo, parent: Todo | undefined, tell: Tell): void {
  if (notes) tell('notes', notes)
  if (parent) tell('parent', parent.title)
  if (assignee) tell('assignee', assignee)
}

export function writeTodoTxt(account: Account): Written {
  const losses: Loss[] = []
  const lines = sectionsOf(account).flatMap((section) =>
    rowsOf(section, losses).map((row) => toLine(row, section, losses)),
  )
  return { text: lines.map((line) => `${line}\n`).join(''), losses }
}

// --- Reading ---

const LIKELY =
  /^(?:x (?:\d{4}-\d\d-\d\d )?|\([A-Z]\) |\d{4}-\d\d-\d\d )\S|(?:^| )[@+]\S| due:\d{4}-/

/** Any text could be one; this has a line that looks like it. */
export const isLikelyTodoTxt = (text: string) =>
  text
    .slice(0, 100_000)
    .split(/\r\n|\n|\r/)
    .some((line) => LIKELY.test(line.slice(0, 1_000)))

interface Reading {
  readonly draft: DraftTodo & { tags: string[]; more: string[] }
  readonly words: string[]
  list?: string
  readonly losses: { code: LossCode; text: string }[]
}

const DAY = /^(\d{4}-\d\d-\d\d)\s+/

/** x, dates and the priority, which are at the start. */
function readHead(line: string): { draft: DraftTodo; letter?: string; rest: string } {
  let rest = line
  const take = (pattern: RegExp) => {
    const [all, found] = pattern.exec(rest) ?? []
    if (all) rest = rest.slice(all.length)
    return all ? (found ?? all) : undefined
  }
  const done = !!take(/^x\s+/)
  const letter = take(/^\(([A-Z])\)\s+/)
  const doneOn = done ? take(DAY) : undefined
  const madeOn = take(DAY)
  const draft = { title: '', done, doneAt: middayOf(doneOn), createdAt: middayOf(madeOn) }
  return { draft, letter, rest }
}

function setPriority({ draft, losses }: Reading, letter: string | undefined): void {
  if (!letter) return
  const place = PRIORITIES.indexOf(letter)
  if (place >= 0) draft.priority = place + 1
  else {
    draft.more.push(`(${letter})`)
    losses.push({ code: 'priority', text: letter })
  }
}

function setRule(reading: Reading, text: string, rule: string | undefined): void {
  if (rule) reading.draft.repeat = rule
  else {
    reading.draft.more.push(text)
    reading.losses.push({ code: 'repeat', text })
  }
}

/** What a `key:value` is for; false of what is only a word. */
const KEYS: Record<string, (reading: Reading, value: string, word: string) => boolean> = {
  due: ({ draft }, value) => isDate(value) && !!(draft.due = value),
  time: ({ draft }, value) => {
    if (!/^\d{4}$/.test(value)) return false
    draft.dueTime = `${value.slice(0, 2)}:${value.slice(2)}`
    return true
  },
  pri: (reading, value) => {
    if (!/^[A-Z]$/.test(value)) return false
    setPriority(reading, value)
    return true
  },
  rrule: (reading, value, word) => {
    const isOurs = value.endsWith(';X-FROM=COMPLETION')
    setRule(reading, word, ruleOf(value.replace(/;X-FROM=COMPLETION$/, ''), undefined, isOurs))
    return true
  },
  rec: (reading, value, word) => {
    setRule(reading, word, ruleOfRec(value))
    return true
  },
  t: ({ draft, losses }, value, word) => {
    if (!isDate(value)) return false
    draft.more.push(word)
    losses.push({ code: 'start', text: value })
    return true
  },
}

/** Of several projects the first is the list, and the others are tags. */
function readWord(reading: Reading, word: string): void {
  const { draft, words } = reading
  const [, key = '', value = ''] = /^([a-z]+):([^:]+)$/.exec(word) ?? []
  if (Object.hasOwn(KEYS, key) && KEYS[key]!(reading, value, word)) return
  if (word.length < 2 || !'+@'.includes(word[0]!)) words.push(word)
  else if (word[0] === '@' || reading.list) draft.tags.push(word.slice(1))
  else reading.list = word.slice(1)
}

function readLine(line: string): Reading {
  const { draft, letter, rest } = readHead(line)
  const reading: Reading = { draft: { ...draft, tags: [], more: [] }, words: [], losses: [] }
  setPriority(reading, letter)
  for (const word of rest.split(/\s+/)) readWord(reading, word)
  // Of nothing but tags the tags are what it says.
  reading.draft.title = reading.words.join(' ') || rest
  return reading
}

export function readTodoTxt(text: string): Draft | Problem {
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim())
  if (lines.length > MAX_TOTAL) return { problem: 'tooMany', limit: MAX_TOTAL }
  const losses: Loss[] = []
  const lists = new Map<string, DraftList>()
  for (const line of lines) {
    const { draft, list: name = '', losses: told } = readLine(line.trim())
    const list = lists.get(name) ?? { key: name, name, inbox: !name, todos: [] }
    lists.set(name, list)
    list.todos.push(draft)
    losses.push(...told.map((loss) => ({ ...loss, where: draft.title })))
  }
  return { source: 'todotxt', lists: [...lists.values()], losses }
}
