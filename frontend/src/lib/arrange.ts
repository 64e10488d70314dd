import type { Todo } from '@/api/types'
import { locale } from '@/i18n'
import { addDays } from './dates'
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

/** What is done has had its turn. */
const openFirst = (order: Compare) => (a: Todo, b: Todo) =>
  Number(a.done) - Number(b.done) || order(a, b)

function dueMatcher(due: ViewOptions['due'], today: string): Matches | undefined {
  const end = addDays(today, DAYS)
  return (
    due &&
    {
      overdue: (todo: Todo) => !!todo.due && todo.due < today && !todo.done,
      today: (todo: Todo) => todo.due === today,
      week: (todo: Todo) => !!todo.due && todo.due >= today && todo.due <= end,
      none: (todo: Todo) => !todo.due,
    }[due]
  )
}

function matcher({ priority, tag, due }: ViewOptions, today: string): Matches {
  const all = [
    priority && ((todo: Todo) => todo.priority === priority),
    tag !== undefined && ((todo: Todo) => todo.tags.includes(tag)),
    dueMatcher(due, today),
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

/** Sorts and filters the to-dos of a view, again and again. Of a view's own order nothing is moved. */
export function createArranger() {
  let before: readonly string[] = []

  return (todos: readonly Todo[], options: ViewOptions, today: string): readonly Todo[] => {
    const shown = todos.filter(matcher(options, today))
    const { sort = 'own' } = options
    if (sort === 'own') return shown
    const sorted = nearlySorted(shown, before).sort(openFirst(ORDERS[sort]))
    before = sorted.map(({ id }) => id)
    return sorted
  }
}

export const isFilter = ({ priority, tag, due }: ViewOptions) =>
  !!priority || tag !== undefined || !!due
