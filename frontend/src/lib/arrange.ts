import type { Todo } from '@/api/types'
import { locale } from '@/i18n'
import { addDays } from './days'
import { byOrder, byUrgency, compare } from './order'
import type { Sort, ViewOptions } from './views'

type Compare = (a: Todo, b: Todo) => number
type Matches = (todo: Todo) => boolean

const DAYS = 7

/** A collator takes a hundred times as long to make as to use. */
let collator: { locale: string; compare: (a: string, b: string) => number } | undefined

function byTitle(a: Todo, b: Todo): number {
  if (collator?.locale !== locale) {
    collator = { locale, compare: new Intl.Collator(locale).compare }
  }
  return collator!.compare(a.title, b.title) || byOrder(a, b)
}

const ORDERS: Record<Exclude<Sort, 'own'>, Compare> = {
  due: byUrgency,
  priority: (a, b) => compare(a.priority, b.priority) || byUrgency(a, b),
  title: byTitle,
  newest: (a, b) => compare(b.createdAt, a.createdAt) || byOrder(b, a),
}

function dueMatcher(due: ViewOptions['due'], today: string, isOver: Matches): Matches | undefined {
  const end = addDays(today, DAYS - 1) // Today is the first of them.
  return (
    due &&
    {
      overdue: (todo: Todo) => !!todo.due && todo.due < today && !isOver(todo),
      today: (todo: Todo) => todo.due === today,
      week: (todo: Todo) => !!todo.due && todo.due >= today && todo.due <= end,
      none: (todo: Todo) => !todo.due,
    }[due]
  )
}

function matcher(options: ViewOptions, today: string, isOver: Matches): Matches {
  const { priority, tag, due } = options
  const all = [
    priority && ((todo: Todo) => todo.priority === priority),
    tag !== undefined && ((todo: Todo) => todo.tags.includes(tag)),
    dueMatcher(due, today, isOver),
  ].filter((one) => !!one)
  return (todo) => all.every((matches) => matches(todo))
}

/** In the order of last time, and after that what is new: so sorting is a single pass. */
function nearlySorted(todos: readonly Todo[], before: readonly string[]): Todo[] {
  const left = new Map(todos.map((todo) => [todo.id, todo]))
  const known: Todo[] = []
  for (const id of before) {
    const todo = left.get(id)
    if (todo && left.delete(id)) known.push(todo)
  }
  return [...known, ...left.values()]
}

export const isFilter = ({ priority, tag, due }: ViewOptions) =>
  !!priority || tag !== undefined || !!due

/**
 * Sorts and filters the to-dos of a view, again and again. What is done comes last; but what was
 * ticked since this began stays where it was, for a row does not run away from under the pointer.
 */
export function createArranger() {
  let before: readonly string[] = []
  const wasOpen = new Set<string>()
  const isOver = ({ id, done }: Todo) => done && !wasOpen.has(id)

  function sort(todos: readonly Todo[], by: Exclude<Sort, 'own'>): readonly Todo[] {
    const order = ORDERS[by]
    const openFirst = (a: Todo, b: Todo) => Number(isOver(a)) - Number(isOver(b)) || order(a, b)
    const sorted = nearlySorted(todos, before).sort(openFirst)
    before = sorted.map(({ id }) => id)
    return sorted
  }

  return (todos: readonly Todo[], options: ViewOptions, today: string): readonly Todo[] => {
    for (const { id, done } of todos) if (!done) wasOpen.add(id)
    const { sort: by = 'own' } = options
    const sorted = by === 'own' ? todos : sort(todos, by)
    return isFilter(options) ? sorted.filter(matcher(options, today, isOver)) : sorted
  }
}
