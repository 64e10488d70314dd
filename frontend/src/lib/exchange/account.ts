import type { Todo } from '@/api/types'
import { byOrder } from '@/lib/order'
import { inTreeOrder, topsOf } from '@/lib/tree'
import { numbered, oneLine, printable } from './texts'
import type { Account, Loss, OwnList } from './types'

/** What is exported, in an order that is always the same. */

export interface Section {
  list: OwnList
  /** On one line, and that of no other list: most formats know a list by its name only. */
  name: string
  isInbox: boolean
  /** With the trash, by order key alone. */
  todos: readonly Todo[]
}

/** A row as a person sees it. */
export interface Row {
  todo: Todo
  parent: Todo | undefined
}

/** "Name (2)" of what is called like one before it. */
function distinctNames(lists: readonly OwnList[]): ReadonlyMap<string, string> {
  const taken = new Set<string>()
  return new Map(
    lists.map(({ id, name: given }) => {
      const name = oneLine(printable(given))
      let own = name
      for (let n = 2; taken.has(own); n++) own = numbered(name, n)
      taken.add(own)
      return [id, own]
    }),
  )
}

/** The Inbox first, then as they were made. */
export function sectionsOf({ lists, todos, inboxId }: Account): Section[] {
  const byList = new Map<string, Todo[]>(lists.map(({ id }) => [id, []]))
  for (const todo of todos) byList.get(todo.listId)?.push(todo)
  const rank = ({ id }: OwnList) => (id === inboxId ? '' : id)
  const sorted = [...lists].sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
  const names = distinctNames(sorted)
  return sorted.map((list) => ({
    list,
    name: names.get(list.id)!,
    isInbox: list.id === inboxId,
    todos: byList.get(list.id)!.sort(byOrder),
  }))
}

/** Each followed by its sub-to-dos; what is in the trash is told instead. */
export function rowsOf({ todos }: Section, losses: Loss[]): Row[] {
  const live = todos.filter(({ deletedAt }) => !deletedAt)
  for (const { title, deletedAt } of todos) {
    if (deletedAt) losses.push({ code: 'trash', where: title, text: deletedAt })
  }
  const tops = topsOf(live)
  const byId = new Map(live.map((todo) => [todo.id, todo]))
  return inTreeOrder(live, tops).map((todo) => ({
    todo,
    parent: byId.get(tops.get(todo.id) ?? ''),
  }))
}

/** As if there were only this list. */
export const onlyList = (account: Account, listId: string): Account => ({
  ...account,
  lists: account.lists.filter(({ id }) => id === listId),
})
