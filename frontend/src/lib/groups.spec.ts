import { beforeEach, describe, expect, it } from 'vitest'
import type { Todo } from '@/api/types'
import { makeTodo } from '@/test/fakeServer'
import { createGrouper, type Groups } from './groups'

const mapOf = (...todos: Todo[]) => new Map(todos.map((todo) => [todo.id, todo]))
const ids = (groups: Groups, listId: string) => groups.get(listId)!.todos.map(({ id }) => id)

const a = makeTodo({ id: 'a', listId: 'home', order: 'a1' })
const b = makeTodo({ id: 'b', listId: 'home', order: 'a0', done: true })
const c = makeTodo({ id: 'c', listId: 'work' })
let group: ReturnType<typeof createGrouper>
let before: Groups

beforeEach(() => {
  group = createGrouper()
  before = group(mapOf(a, b, c))
})

describe('the to-dos of each list', () => {
  it('are in order, and the open ones counted', () => {
    expect(ids(before, 'home')).toEqual(['b', 'a'])
    expect(before.get('home')!.open).toBe(1)
  })

  it.each<[string, Map<string, Todo>, string[], number]>([
    ['is ticked', mapOf({ ...a, done: true }, b, c), ['b', 'a'], 0],
    ['is moved within it', mapOf({ ...a, order: 'Zz' }, b, c), ['a', 'b'], 1],
    ['is new', mapOf(a, b, c, makeTodo({ id: 'd', listId: 'home' })), ['b', 'd', 'a'], 2],
    ['goes to the trash', mapOf({ ...a, deletedAt: 'now' }, b, c), ['b'], 0],
    ['is gone', mapOf(b, c), ['b'], 0],
    ['takes the place of another', mapOf(b, c, { ...a, id: 'd' }), ['b', 'd'], 1],
    ['goes to another list', mapOf({ ...a, listId: 'work' }, b, c), ['b'], 0],
    ['comes from there', mapOf(a, b, { ...c, listId: 'home', order: 'a2' }), ['b', 'a', 'c'], 2],
  ])('follow when one %s', (_, todos, expected, open) => {
    const after = group(todos)
    expect(ids(after, 'home')).toEqual(expected)
    expect(after.get('home')!.open).toBe(open)
    const anew = createGrouper()(todos)
    for (const [listId, found] of anew) expect(after.get(listId)).toEqual(found)
  })

  it('come back from the trash to their place', () => {
    group(mapOf({ ...b, deletedAt: 'now' }, a, c))
    expect(ids(group(mapOf(a, b, c)), 'home')).toEqual(['b', 'a'])
  })

  it('follow a map that is changed in place', () => {
    const todos = mapOf(a, b, c)
    group(todos)
    todos.set('a', { ...a, done: true })
    expect(group(todos).get('home')!.open).toBe(0)
  })

  it('are the same object where nothing changed', () => {
    const after = group(mapOf({ ...a, done: true }, b, c))
    expect(after.get('work')).toBe(before.get('work'))
    expect(after.get('home')).not.toBe(before.get('home'))
    expect(group(mapOf({ ...a }, b, c))).not.toBe(after)
    const same = mapOf(a, b, c)
    expect(group(same)).toBe(group(same))
  })
})
