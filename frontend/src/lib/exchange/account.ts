import type { Todo } from '@/api/types'
import { byOrder } from '@/lib/order'
import { inTreeOrder, topsOf } from '@/lib/tree'
import type { Account, Loss, OwnList } from './types'

/** What is exported, in an order that is always the same. */

export interface Section {
  list: OwnList
  isInbox: boolean
  /** With the trash, by order key alone. */
  todos: readonly Todo[]
}

/** A row as a person sees it. */
export interface Row {
  todo: Todo
  parent: Todo | undefined
}

/** The Inbox first, then as they were made. */
export function sectionsOf({ lists, todos, inboxId }: Account): Section[] {
  const byList = new Map<string, Todo[]>(lists.map(({ id }) => [id, []]))
  for (const todo of todos) byList.get(todo.listId)?.push(todo)
  const rank = ({ id }: OwnList) => (id === inboxId ? '' : id)
  return [...lists]
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
    .map((list) => ({
      list,
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
  return inTreeOrder(live, tops).map((todo) => ({ todo, parent: byId.get(tops.get(todo.id) ?? '') }))
}

/** As if there were only this list. */
export const onlyList = (account: Account, listId: string): Account => ({
  ...account,
  lists: account.lists.filter(({ id }) => id === listId),
})
