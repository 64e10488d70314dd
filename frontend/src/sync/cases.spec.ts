import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ListOp, Op, TodoOp } from '@/api/sync'
import type { Todo } from '@/api/types'
import { makeTodo } from '@/test/fakeServer'
import { applyToList, applyToTodo, isListOp, type KeptList } from './apply'

/**
 * The table by which the server is tested, too, and which says how it is to be read. Here it is held
 * against what the copy shows before the server has spoken.
 */

interface Case {
  name: string
  todo?: (Partial<Todo> & { isGone?: true }) | null
  list?: Partial<KeptList> | null
  listId?: string
  op: Op
  then?: object | null
  isLast?: true
  refused?: string
  needs?: string
}

interface Table {
  at: string
  by: string
  todo: Pick<Todo, 'id' | 'listId'>
  list: KeptList
  cases: Case[]
}

const path = join(import.meta.dirname, '../../../tests/sync/cases.json')
const { at, by, todo: TODO, list: LIST, cases } = JSON.parse(readFileSync(path, 'utf8')) as Table
const ABOUT = { n: 1, at, by }
const EARLIER = '2026-11-01T00:00:00.000Z'

const opOf = ({ op }: Case) => (isListOp(op) ? op : Object.assign({ id: TODO.id }, op))

function todoBefore({ todo = {} }: Case): Todo | undefined {
  return todo && !todo.isGone ? makeTodo({ ...TODO, ...todo }) : undefined
}

function listBefore({ list = {} }: Case): KeptList | undefined {
  return list ? { ...LIST, createdAt: EARLIER, ...list } : undefined
}

/** Before and after: of the list, where the op is about that. */
function play(example: Case) {
  const op = opOf(example)
  const { listId = LIST.id } = example
  if (isListOp(op)) {
    const before = listBefore(example)
    return { base: LIST, before, after: applyToList(before, listId, op as ListOp, ABOUT) }
  }
  const before = todoBefore(example)
  return { base: TODO, before, after: applyToTodo(before, listId, op as TodoOp, ABOUT) }
}

const told = cases.filter(({ needs }) => !needs || needs === 'by')
const named = (some: Case[]) => some.map((example) => [example.name, example] as const)

/** What every device, the server too, must show alike. */
function seen(state: Partial<Todo & KeptList>, base: object) {
  return Object.fromEntries(Object.keys(base).map((key) => [key, state[key as keyof typeof state]]))
}

describe('an op does here what it does on the server', () => {
  it.each(named(told.filter(({ then }) => then)))('%s', (_, example) => {
    const { base, before, after } = play(example)
    // Only the server knows the end: until then it is behind all others.
    const order = example.isLast && { order: expect.stringMatching(/^~/) }
    const expected = { ...seen({ ...base, ...before }, base), ...example.then, ...order }
    expect(seen(after!, expected)).toEqual(expected)
  })

  it.each(named(told.filter(({ then }) => then === null)))('%s', (_, example) => {
    expect(play(example).after).toBeUndefined()
  })
})

describe('an op that the server refuses changes nothing here', () => {
  it.each(named(told.filter(({ refused }) => refused)))('%s', (_, example) => {
    const { before, after } = play(example)
    expect(after).toBe(before)
  })
})
