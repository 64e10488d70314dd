import { defineStore } from 'pinia'
import { watch } from 'vue'
import { uuidv7 } from '@/api/ids'
import type { FollowOp, Texts, TodoOp, TodoValues } from '@/api/sync'
import type { ListColour, ListPatch, Role, Todo, TodoFields } from '@/api/types'
import { keyAtEnd, keysAfterAll, keysAt } from '@/lib/orderKeys'
import { todayLocal } from '@/lib/days'
import { isAsMade } from '@/lib/inverse'
import { followOp } from '@/lib/recurrence'
import { useSync } from '@/sync'
import { useHistoryStore } from './history'
import { homeId } from './home'
import { useListsStore } from './lists'
import { useTodosStore } from './todos'

export type NewTodo = Partial<Omit<TodoFields, 'title'>> & { title: string }

/** No list named: to where the person wants it. */
export interface Added {
  listId: string | null
  fields: NewTodo
}

type Placed = Pick<Todo, 'id' | 'listId'>

/** A place among the sub-to-dos of `parentId`, or at the top; `index` counts without what moves there. */
export interface Place {
  listId: string
  parentId: string | null
  index: number
}

/**
 * The ops that change to-dos and lists. Apart from what they are read from, because the page is
 * painted before anybody changes anything.
 */
export const useChangesStore = defineStore('changes', () => {
  const lists = useListsStore()
  const todos = useTodosStore()
  const history = useHistoryStore()
  const { below, byId, childrenOf, listOf, parentOf, progressOf, siblingsOf } = todos

  function change(todo: Placed, op: TodoOp): void {
    history.change(listOf(todo), op)
  }

  /** Where not all is known yet, only the server knows the end. */
  const endOf = (listId: string, count: number) =>
    useSync().isReady.value ? keysAfterAll(todos.ordered(listId), count) : []

  function addTo(listId: string, fields: NewTodo, id: string, order?: string): void {
    const op = { op: 'create', id, fields: { ...(order && { order }), ...fields } } as const
    history.change(listId, op)
  }

  /** One after the other; their places are found together, as each look for one is a look at all. */
  function addAll(all: readonly Added[]): readonly string[] {
    const homes = all.map(({ listId }) => listId ?? homeId())
    const countOf = (home: string) => homes.filter((other) => other === home).length
    const orders = new Map<string, string[]>()
    const nextIn = (home: string) => {
      if (!orders.has(home)) orders.set(home, [...endOf(home, countOf(home))])
      return orders.get(home)!.shift()
    }
    return all.map(({ fields }, n) => {
      const [id, home] = [uuidv7(), homes[n]]
      if (home) addTo(home, fields, id, nextIn(home))
      else keepEarly(id, fields)
      return id
    })
  }

  const add = (listId: string | null, fields: NewTodo) => addAll([{ listId, fields }])[0]!

  function keepEarly(id: string, fields: NewTodo): void {
    if (!todos.early.length) watch(() => lists.inboxId!, addEarly, { once: true })
    todos.early = [...todos.early, { id, fields }]
  }

  function addEarly(inboxId: string): void {
    const waiting = todos.early
    todos.early = []
    for (const { id, fields } of waiting) {
      const home = homeId() ?? inboxId
      addTo(home, fields, id, endOf(home, 1)[0])
    }
  }

  /** `was`: the texts that the person saw when changing them. */
  function patch(todo: Placed, fields: Partial<TodoValues>, was?: Texts): void {
    change(todo, { op: 'patch', id: todo.id, fields, ...(was && { was }) })
  }

  function addTag(todo: Placed, tag: string): void {
    change(todo, { op: 'patch', id: todo.id, addTags: [tag] })
  }

  function removeTag(todo: Placed, tag: string): void {
    change(todo, { op: 'patch', id: todo.id, removeTags: [tag] })
  }

  function tick(todo: Placed, done: boolean): void {
    change(todo, { op: 'tick', id: todo.id, done })
  }

  /** With the next one of its series, if there is to be one. */
  function complete(todo: Todo, next?: FollowOp): void {
    tick(todo, true)
    if (next) change(todo, next)
  }

  /** With the next one, as long as nobody has touched it: the series goes on from here again. */
  function reopen(todo: Todo): void {
    const made = todo.doneAt ? followOp(todo, todayLocal(new Date(todo.doneAt))) : null
    const next = made && byId(made.id)
    tick(todo, false)
    if (next && !next.deletedAt && isAsMade(next, made.fields)) trashOne(next)
  }

  function trashOne(todo: Placed): void {
    change(todo, { op: 'trash', id: todo.id })
  }

  function restore(todo: Placed): void {
    change(todo, { op: 'restore', id: todo.id })
  }

  function deleteForever(todo: Placed): void {
    change(todo, { op: 'purge', id: todo.id })
  }

  // --- Places ---

  /** `moving`: it, and those that go there after it. */
  function reorder(
    todo: Placed,
    { listId, parentId, index }: Place,
    moving: readonly Placed[] = [todo],
  ): void {
    const onTheirWay = new Set(moving.map(({ id }) => id))
    const others = below(listId, parentId).filter(({ id }) => !onTheirWay.has(id))
    for (const { id, order } of keysAt(others, todo, index)) {
      history.change(listId, { op: 'order', id, order })
    }
  }

  function placeOne(todo: Todo, to: Place, moving: readonly Todo[]): void {
    moveTo(todo, to.listId)
    if ((byId(todo.id)?.parentId ?? null) !== to.parentId) patch(todo, { parentId: to.parentId })
    reorder(todo, to, moving)
  }

  /** To a place, one after the other. What hangs on them comes along. */
  function place(items: readonly Todo[], to: Place): void {
    items.forEach((todo, n) => placeOne(todo, { ...to, index: to.index + n }, items.slice(n)))
  }

  /** One place up or down among its own; says where it landed, counted from 1, or nothing at the ends. */
  function step(todo: Placed, by: -1 | 1) {
    const siblings = siblingsOf(todo)
    const index = siblings.findIndex(({ id }) => id === todo.id) + by
    if (index < 0 || index >= siblings.length) return undefined
    reorder(todo, { listId: listOf(todo), parentId: parentOf(todo), index })
    return { position: index + 1, of: siblings.length }
  }

  /** The one that it would become a sub-to-do of; none at the top of the list, or with its own ones. */
  function parentToBe(todo: Placed): Todo | undefined {
    if (parentOf(todo) || progressOf(todo)) return undefined
    const siblings = siblingsOf(todo)
    return siblings[siblings.findIndex(({ id }) => id === todo.id) - 1]
  }

  /** Makes it the last sub-to-do of the one above. */
  function indent(todo: Todo): Todo | undefined {
    const parent = parentToBe(todo)
    if (!parent) return undefined
    const index = childrenOf(parent).length
    place([todo], { listId: listOf(todo), parentId: parent.id, index })
    return parent
  }

  /** Puts it right below the one that it was a sub-to-do of. */
  function outdent(todo: Todo): boolean {
    const parentId = parentOf(todo)
    if (!parentId) return false
    const listId = listOf(todo)
    const index = below(listId, null).findIndex(({ id }) => id === parentId) + 1
    place([todo], { listId, parentId: null, index })
    return true
  }

  /** To the end of another list, with what hangs on it. */
  function moveTo(todo: Todo, to: string): void {
    if (listOf(todo) === to) return
    const family = [todo, ...childrenOf(todo)]
    for (const one of family) {
      const parentId = one === todo ? null : todo.id
      const order = keyAtEnd(todos.ordered(to))
      change(one, { op: 'move', id: one.id, to, order, parentId })
    }
  }

  // --- Lists ---

  function createList(name: string, colour: ListColour): string {
    const id = uuidv7()
    history.change(id, { op: 'createList', name, colour })
    return id
  }

  function updateList(id: string, fields: ListPatch): void {
    history.change(id, { op: 'patchList', fields })
  }

  function removeList(id: string): void {
    history.change(id, { op: 'trashList' })
  }

  function setRole(listId: string, member: string, role: Role): void {
    history.change(listId, { op: 'setRole', member, role })
  }

  /** Or leaves, where that is who acts. */
  function removeMember(listId: string, member: string): void {
    history.change(listId, { op: 'removeMember', member })
  }

  return {
    add,
    addAll,
    patch,
    addTag,
    removeTag,
    complete,
    reopen,
    tick,
    trashOne,
    restore,
    deleteForever,
    place,
    step,
    parentToBe,
    indent,
    outdent,
    moveTo,
    createList,
    updateList,
    removeList,
    setRole,
    removeMember,
  }
})
