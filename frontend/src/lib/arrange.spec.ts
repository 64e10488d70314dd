import { beforeEach, describe, expect, it } from 'vitest'
import type { Todo } from '@/api/types'
import { makeTodo } from '@/test/fakeServer'
import { createArranger, isFilter } from './arrange'
import type { ViewOptions } from './views'

const TODAY = '2026-11-23'
const at = (hour: number) => `2026-11-22T0${hour}:00:00.000Z`

const todos = [
  makeTodo({ id: 'a', order: 'a0', title: 'Zucchini', createdAt: at(1) }),
  makeTodo({ id: 'b', order: 'a1', title: 'apple', createdAt: at(4), due: '2026-11-23' }),
  makeTodo({
    id: 'c',
    order: 'a2',
    title: 'Älpler',
    createdAt: at(2),
    due: '2026-11-22',
    priority: 3,
  }),
  makeTodo({
    id: 'd',
    order: 'a3',
    title: 'banana',
    createdAt: at(2),
    due: '2026-11-29',
    tags: ['fruit'],
  }),
  makeTodo({
    id: 'e',
    order: 'a4',
    title: 'Cherry',
    createdAt: at(3),
    due: '2026-11-30',
    priority: 1,
  }),
  makeTodo({
    id: 'f',
    order: 'a5',
    title: 'Aloe',
    createdAt: at(5),
    due: '2026-11-21',
    done: true,
  }),
]

const ids = (found: readonly Todo[]) => found.map(({ id }) => id).join('')
let arrange: ReturnType<typeof createArranger>
const show = (options: ViewOptions, of: readonly Todo[] = todos) => ids(arrange(of, options, TODAY))

beforeEach(() => {
  arrange = createArranger()
})

describe('sorting', () => {
  it.each([
    ['own', 'abcdef'],
    ['due', 'cbdeaf'],
    ['priority', 'ecbdaf'],
    ['title', 'cbdeaf'],
    ['newest', 'bedcaf'],
  ] as const)('by %s gives %s, what is done last', (sort, expected) => {
    expect(show({ sort })).toBe(expected)
  })

  it('leaves the order of a view that nobody chose one for', () => {
    expect(show({}, [...todos].reverse())).toBe('fedcba')
  })

  it('goes on from how it was: what changed is in its place, what is gone is gone', () => {
    show({ sort: 'title' })
    const [a, b, c, d, ...rest] = todos as [Todo, Todo, Todo, Todo, ...Todo[]]
    const changed = [{ ...a, title: 'Avocado' }, b, d, ...rest, { ...c, id: 'g', title: 'Beans' }]
    expect(show({ sort: 'title' }, changed)).toBe('badgef')
  })

  it('leaves what is ticked where it is, until somebody begins anew', () => {
    const ticked = todos.map((todo) => (todo.id === 'b' ? { ...todo, done: true } : todo))
    show({ sort: 'due' })
    expect(show({ sort: 'due' }, ticked)).toBe('cbdeaf')
    arrange = createArranger()
    expect(show({ sort: 'due' }, ticked)).toBe('cdeafb')
  })

  it('finds another order after another choice', () => {
    show({ sort: 'title' })
    expect(show({ sort: 'due' })).toBe('cbdeaf')
    expect(show({ sort: 'own' })).toBe('abcdef')
  })
})

describe('the filter', () => {
  it.each<[string, ViewOptions, string]>([
    ['a priority', { priority: 1 }, 'e'],
    ['no priority', { priority: 4 }, 'abdf'],
    ['a tag', { tag: 'fruit' }, 'd'],
    ['what is overdue, and not done', { due: 'overdue' }, 'c'],
    ['what is due today', { due: 'today' }, 'b'],
    ['what is due within a week', { due: 'week' }, 'bd'],
    ['what has no date', { due: 'none' }, 'a'],
    ['several at once', { due: 'week', tag: 'fruit' }, 'd'],
    ['nothing', { due: 'none', tag: 'fruit' }, ''],
  ])('shows %s', (_, options, expected) => {
    expect(show(options)).toBe(expected)
    expect(isFilter(options)).toBe(true)
  })

  it('keeps what is overdue and ticked before one’s eyes', () => {
    show({ due: 'overdue' })
    const ticked = todos.map((todo) => ({ ...todo, done: true }))
    expect(show({ due: 'overdue' }, ticked)).toBe('c')
  })

  it('is none where only the order is another', () => {
    expect(isFilter({ sort: 'title' })).toBe(false)
  })
})
