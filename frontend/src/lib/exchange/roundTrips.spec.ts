// @vitest-environment node
import fc from '@/test/properties'
import { describe, expect, it } from 'vitest'
import type { Todo } from '@/api/types'
import { rowsOf, sectionsOf } from './account'
import { account, CONTEXT } from './arbitraries'
import { parseRows } from './csv'
import { writeCsv, writeIcs, writeTodoTxt } from './index'
import { planOf } from './making'
import { dayHere } from './moments'
import { oneLine, printable, trim } from './texts'
import type { Account, Plan, PlanTodo } from './types'

/** What each format can say comes back as it was. */

const NOW = '2026-11-23T12:00:00.000Z'

/** All that is live, list by list, as the formats below order it. */
const rowsIn = (account: Account) =>
  sectionsOf(account).map((section) => ({ ...section, rows: rowsOf(section, []) }))

const filled = (account: Account) => rowsIn(account).filter(({ rows }) => rows.length)

const said = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value))

function plain({ due, dueTime, priority, repeat, done }: Todo) {
  return said({ due, dueTime, repeat, done, priority: priority < 4 && priority })
}

function got({ due, dueTime, priority, repeat, done }: PlanTodo) {
  return said({ due, dueTime, repeat, done, priority })
}

const tops = ({ lists }: Plan) =>
  lists.map(({ todos }) => {
    const titles = new Map(todos.map(({ key, title }) => [key, title]))
    return todos.map(({ parentKey }) => (parentKey === undefined ? '' : titles.get(parentKey)))
  })

const holds = (sentence: string, check: (account: Account) => void) =>
  it(sentence, () => fc.assert(fc.property(account, check), { numRuns: 150 }))

const text = (value: string) => trim(printable(value))
const lines = (value: string) => printable(value).replace(/\r\n?/g, '\n')
const tagsOf = (tags: readonly string[], write: (tag: string) => string) => [
  ...new Set(tags.map(write).filter(Boolean)),
]

describe('CSV', () => {
  holds('says all but the trash and who is to do it', (account) => {
    const { lists } = planOf('x.csv', writeCsv(account).text, CONTEXT)
    const todos = lists.flatMap(({ todos }) => todos)
    const rows = filled(account).flatMap(({ rows }) => rows)
    expect(todos.map(got)).toEqual(rows.map(({ todo }) => plain(todo)))
    expect(todos.map(({ createdAt, doneAt }) => [createdAt, doneAt])).toEqual(
      rows.map(({ todo }) => [todo.createdAt, todo.doneAt ?? undefined]),
    )
    expect(todos.map(({ notes }) => notes ?? '')).toEqual(
      rows.map(({ todo }) => printable(todo.notes)),
    )
    expect(todos.map(({ title }) => title)).toEqual(
      rows.map(({ todo }) => text(todo.title) || expect.anything()),
    )
  })

  holds('says what hangs on what, and all tags', (account) => {
    const plan = planOf('x.csv', writeCsv(account).text, CONTEXT)
    const rows = filled(account).flatMap(({ rows }) => rows)
    fc.pre(rows.every(({ todo }) => text(todo.title)))
    expect(tops(plan).flat()).toEqual(rows.map(({ parent }) => (parent ? text(parent.title) : '')))
    const tag = (value: string) => text(printable(value).replace(/[\r\n]+/g, ' '))
    expect(plan.lists.flatMap(({ todos }) => todos.map(({ tags = [] }) => tags))).toEqual(
      rows.map(({ todo }) => tagsOf(todo.tags, tag)),
    )
  })

  holds('begins no cell like a formula', (account) => {
    const rows = parseRows(writeCsv(account).text, ',') as string[][]
    expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
  })
})

describe('iCalendar', () => {
  const write = (account: Account) => writeIcs(account, NOW).text

  holds('says all but the trash, who is to do it, and what is under a millisecond', (account) => {
    const rows = filled(account).flatMap(({ rows }) => rows)
    fc.pre(rows.length > 0)
    const plan = planOf('x.ics', write(account), CONTEXT)
    const todos = plan.lists.flatMap(({ todos }) => todos)
    const byKey = new Map(todos.map((todo) => [todo.key, todo]))
    expect(todos).toHaveLength(rows.length)
    for (const { todo, parent } of rows) {
      const found = byKey.get(todo.id)!
      expect(got(found)).toEqual(plain(todo))
      expect(found.parentKey).toBe(parent?.id)
      expect(found.title).toBe(oneLine(printable(todo.title)) || found.title)
      expect(found.notes ?? '').toBe(lines(todo.notes))
      expect(found.tags ?? []).toEqual(tagsOf(todo.tags, (tag) => trim(lines(tag))))
      expect(found.createdAt?.slice(0, 19)).toBe(todo.createdAt.slice(0, 19))
      expect(found.doneAt?.slice(0, 19)).toBe(todo.doneAt?.slice(0, 19))
    }
  })

  holds('has lines of at most 75 octets, which end in CRLF', (account) => {
    const bytes = write(account)
      .split('\r\n')
      .map((line) => new TextEncoder().encode(line).length)
    expect(Math.max(...bytes)).toBeLessThanOrEqual(75)
    expect(write(account).replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })
})

describe('todo.txt', () => {
  holds('says what is due, how urgent it is, and what is done', (account) => {
    const { text: file, losses } = writeTodoTxt(account)
    const rows = filled(account).flatMap(({ rows }) => rows)
    const misread = losses.filter(({ code }) => code === 'misread').map(({ where }) => where)
    fc.pre(rows.length > 0)
    const plan = planOf('x.txt', file, CONTEXT)
    const todos = plan.lists.flatMap(({ todos }) => todos)
    expect(plan.total).toBe(rows.length)
    const days = (all: (string | undefined)[]) => all.map((one) => one && dayHere(one)).sort()
    expect(days(todos.map(({ createdAt }) => createdAt))).toEqual(
      days(rows.map(({ todo }) => todo.createdAt)),
    )
    const sorted = (all: object[]) => all.map((one) => JSON.stringify(one)).sort()
    const isPlain = misread.length === 0
    if (isPlain) expect(sorted(todos.map(got))).toEqual(sorted(rows.map(({ todo }) => plain(todo))))
  })

  holds('is a line each', (account) => {
    const rows = filled(account).flatMap(({ rows }) => rows)
    expect(writeTodoTxt(account).text.split('\n')).toHaveLength(rows.length + 1)
  })

  holds('tells what it cannot say', (account) => {
    const { losses } = writeTodoTxt(account)
    const rows = rowsIn(account).flatMap(({ rows }) => rows)
    const count = (code: string) => losses.filter((loss) => loss.code === code).length
    expect(count('notes')).toBe(rows.filter(({ todo }) => todo.notes).length)
    expect(count('parent')).toBe(rows.filter(({ parent }) => parent).length)
    expect(count('trash')).toBe([...account.todos].filter(({ deletedAt }) => deletedAt).length)
  })
})
