import type { CreateOp } from '@/api/sync'
import type { Todo } from '@/api/types'
import { hasNoRoom, toOps } from './ops'
import { isProblem, read } from './read'
import type { Account, Batch, ImportContext, OwnList, Plan, Work } from './types'

/** For the specs: what the server makes of the ops, as far as it matters here. */

const encoder = new TextEncoder()

export const fileOf = (name: string, text: string) => ({ name, bytes: encoder.encode(text) })

export function planOf(name: string, text: string, context: ImportContext): Plan {
  const result = read(fileOf(name, text), context)
  if (isProblem(result)) throw new Error(JSON.stringify(result))
  return result
}

export async function workOf(plan: Plan, account: Account, gone?: string[]): Promise<Work> {
  const work = await toOps(plan, account, gone)
  if (hasNoRoom(work)) throw new Error(JSON.stringify(work))
  return work
}

/** When it makes them, and since when it gives back what is in the trash. */
const NOW = '2026-11-23T12:00:00.000Z'
const OLDEST = '2026-10-24T12:00:00.000Z'

const past = (instant = NOW) => (instant < NOW ? instant : NOW)

function makeTodo({ id, fields, stamps = {} }: CreateOp, listId: string, sub: string): Todo {
  const { createdAt, doneAt, deletedAt } = stamps
  const inTrash = deletedAt && (deletedAt < OLDEST ? NOW : past(deletedAt))
  return {
    ...{ notes: '', done: false, due: null, dueTime: null, priority: 4, tags: [], parentId: null },
    ...{ repeat: null, assignee: null, order: 'a0', seq: 1, id, listId },
    ...{ createdAt: past(createdAt), createdBy: sub, updatedAt: NOW, updatedBy: sub },
    ...fields,
    doneAt: fields.done ? past(doneAt) : null,
    deletedAt: inTrash ?? null,
  }
}

/** Refuses what the server would: a taken id, no such parent, since when something open is done. */
export function make({ sub, inboxId, ...account }: Account, batches: readonly Batch[]): Account {
  const lists = new Map<string, OwnList>(account.lists.map((list) => [list.id, list]))
  const todos = new Map([...account.todos].map((todo) => [todo.id, todo]))
  const create = (op: CreateOp, listId: string) => {
    const todo = makeTodo(op, listId, sub)
    const parent = todo.parentId ? todos.get(todo.parentId) : undefined
    const isParent = parent?.listId === listId && !parent.parentId
    const isFine = !todo.parentId || (isParent && (!parent.deletedAt || todo.deletedAt))
    const isDone = !op.stamps?.doneAt || op.fields.done
    const isNew = lists.has(listId) && !todos.has(op.id)
    if (!isNew || !isFine || !isDone) throw new Error(`Refused: ${op.id}`)
    todos.set(op.id, todo)
  }
  for (const { listId, ops } of batches) {
    for (const op of ops) {
      if (op.op === 'create') create(op, listId)
      else if (op.op === 'patchList') lists.set(listId, { ...lists.get(listId)!, ...op.fields })
      else {
        const { name, colour } = op
        lists.set(listId, { id: listId, name, colour, archived: false, role: 'owner' })
      }
    }
  }
  return { sub, inboxId, lists: [...lists.values()], todos: [...todos.values()] }
}

type Json = { lists: { id: string; inbox?: true; name: string; todos: { id: string }[] }[] }

/** Ids by where they stand, and no name and colour of the Inbox, as nothing changes them. */
export function withoutIds(text: string): unknown {
  const { lists } = JSON.parse(text) as Json
  const ids = lists.flatMap(({ id, todos }) => [id, ...todos.map((todo) => todo.id)])
  const places = new Map(ids.map((id, place) => [id, `#${place}`]))
  const looks = ({ inbox, ...list }: Json['lists'][number]) =>
    inbox ? { inbox, todos: list.todos } : list
  const replaced = (_: string, value: unknown) =>
    typeof value === 'string' ? (places.get(value) ?? value) : value
  return JSON.parse(JSON.stringify(lists.map(looks), replaced))
}
