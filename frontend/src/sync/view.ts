import { shallowRef, triggerRef, type ShallowRef } from 'vue'
import type { Todo } from '@/api/types'
import { compare } from '@/lib/order'
import { applyToList, applyToTodo, isCreation, isListOp, type KeptList } from './apply'
import { idOf, TRASH_MS, type Draft, type Entry, type ListRow } from './rows'
import type { List } from './types'

/**
 * What the page shows: what the server held when we last heard of it, and on top of it the ops that
 * it does not show yet. A change computes anew only what it touches.
 */

type Pending = Entry | Draft

export interface View {
  readonly todos: Readonly<ShallowRef<ReadonlyMap<string, Todo>>>
  readonly lists: Readonly<ShallowRef<ReadonlyMap<string, List>>>
  /** The list as the server has it, and all of its to-dos. */
  setList(row: ListRow, todos: readonly Todo[]): void
  /** The list as the server has it, and what changed in it. */
  patchList(row: ListRow, todos: readonly Todo[], gone: readonly string[]): void
  dropList(listId: string): void
  setPending(pending: readonly Pending[]): void
  addPending(draft: Draft): void
  rows(): ReadonlyMap<string, ListRow>
  /** All that the server had, to write it down again. */
  bases(): Todo[]
}

/** A new map at the first change of a turn; those after it in the same turn share it. */
function createMapRef<T extends object>() {
  const ref = shallowRef<ReadonlyMap<string, T>>(new Map())
  let open: Map<string, T> | undefined

  function writable(): Map<string, T> {
    if (open) return open
    open = new Map(ref.value)
    queueMicrotask(() => (open = undefined))
    return open
  }

  function set(id: string, item: T | undefined): void {
    const shown = ref.value.get(id)
    if (item === shown || (item && shown && isSame(item, shown))) return
    const map = writable()
    if (item) map.set(id, item)
    else map.delete(id)
  }

  function publish(): void {
    if (!open) return
    if (ref.value === open) triggerRef(ref)
    else ref.value = open
  }

  return { ref, set, publish, has: (id: string) => (open ?? ref.value).has(id) }
}

/** What looks the same stays the same object, so that nothing is painted again. */
function isSame<T extends object>(a: T, b: T): boolean {
  const keys = Object.keys(a) as (keyof T)[]
  const isEqual = (key: keyof T) =>
    a[key] === b[key] ||
    (Array.isArray(a[key]) && JSON.stringify(a[key]) === JSON.stringify(b[key]))
  return keys.length === Object.keys(b).length && keys.every(isEqual)
}

function group<K>(pending: readonly Pending[], keyOf: (one: Pending) => K | null) {
  const groups = new Map<K, Pending[]>()
  for (const one of pending) {
    const key = keyOf(one)
    if (key === null) continue
    const known = groups.get(key)
    if (known) known.push(one)
    else groups.set(key, [one])
  }
  return groups
}

const todoIdOf = ({ op }: Pending) => idOf(op)
const listIdOf = ({ op, listId }: Pending) => (isListOp(op) ? listId : null)

/** What is negative comes first. A move keeps when it was made: of its halves the later one counts. */
const byRight = (a: Todo, b: Todo) =>
  compare(a.createdAt, b.createdAt) ||
  compare(b.updatedAt, a.updatedAt) ||
  compare(a.listId, b.listId)

/**
 * The one that is shown of those by the same id, on every device the same. Whoever takes an id that
 * another list has already cannot hide what is there.
 */
const rightOne = (places: ReadonlyMap<string, Todo>): Todo | undefined =>
  [...places.values()].sort(byRight)[0]

export function createView({ sub, now }: { sub: string; now: () => number }): View {
  const todos = createMapRef<Todo>()
  const lists = createMapRef<List>()
  const rows = new Map<string, ListRow>()
  /** Each to-do as the server has it, by its list: in two lists while a move is on its way. */
  const bases = new Map<string, Map<string, Todo>>()
  let onTodos = new Map<string, Pending[]>()
  let onLists = new Map<string, Pending[]>()

  const about = (one: Pending) => ({
    n: 'n' in one ? one.n : Number.MAX_SAFE_INTEGER,
    at: one.at,
    by: sub,
  })

  function applyOne(places: Map<string, Todo>, one: Pending): Todo | undefined {
    const { listId, op } = one
    const before = places.get(listId)
    // Made, and moved away since.
    if (isListOp(op) || (isCreation(op) && places.size && !before)) return undefined
    const after = applyToTodo(before, listId, op, about(one))
    if (after === before) return undefined
    places.delete(listId)
    if (after) places.set(after.listId, after)
    return after
  }

  function computeTodo(id: string): Todo | undefined {
    const places = new Map(bases.get(id))
    let shown = rightOne(places)
    for (const one of onTodos.get(id) ?? []) {
      const after = applyOne(places, one)
      shown = after ?? (shown && places.get(shown.listId)) ?? rightOne(places)
    }
    return shown
  }

  function isShown({ listId, deletedAt }: Todo): boolean {
    return lists.has(listId) && (!deletedAt || now() - Date.parse(deletedAt) < TRASH_MS)
  }

  function showTodo(id: string): void {
    const todo = computeTodo(id)
    todos.set(id, todo && isShown(todo) ? todo : undefined)
  }

  function keptOf({ id, role, members, info }: ListRow): KeptList | undefined {
    if (!info) return undefined
    const { seq: _, ...rest } = info
    return { id, role, members, ...rest }
  }

  function computeList(id: string): List | undefined {
    const row = rows.get(id)
    let list = row && keptOf(row)
    for (const one of onLists.get(id) ?? []) {
      if (isListOp(one.op)) list = applyToList(list, id, one.op, about(one))
    }
    if (!list || list.deletedAt) return undefined
    const { deletedAt: _, ...shown } = list
    return shown
  }

  /** With a list all that is in it comes and goes. */
  function showList(id: string): void {
    const had = lists.has(id)
    lists.set(id, computeList(id))
    if (had !== lists.has(id)) showTodosOf(id)
  }

  function showTodosOf(listId: string): void {
    for (const [id, places] of bases) if (places.has(listId)) showTodo(id)
    for (const [id, pending] of onTodos) {
      if (
        pending.some(({ op, listId: from }) => from === listId || ('to' in op && op.to === listId))
      )
        showTodo(id)
    }
  }

  function publish(): void {
    lists.publish()
    todos.publish()
  }

  function setBase(todo: Todo): void {
    const places = bases.get(todo.id)
    if (places) places.set(todo.listId, todo)
    else bases.set(todo.id, new Map([[todo.listId, todo]]))
  }

  function dropBase(listId: string, id: string): void {
    const places = bases.get(id)
    places?.delete(listId)
    if (!places?.size) bases.delete(id)
  }

  function idsIn(listId: string): string[] {
    return [...bases].filter(([, places]) => places.has(listId)).map(([id]) => id)
  }

  function patchList(row: ListRow, changed: readonly Todo[], gone: readonly string[]): void {
    rows.set(row.id, row)
    changed.forEach(setBase)
    gone.forEach((id) => dropBase(row.id, id))
    showList(row.id)
    changed.forEach(({ id }) => showTodo(id))
    gone.forEach(showTodo)
    publish()
  }

  function setList(row: ListRow, all: readonly Todo[]): void {
    const kept = new Set(all.map(({ id }) => id))
    const gone = idsIn(row.id).filter((id) => !kept.has(id))
    patchList(row, all, gone)
  }

  function dropList(listId: string): void {
    const ids = idsIn(listId)
    rows.delete(listId)
    ids.forEach((id) => dropBase(listId, id))
    showList(listId)
    ids.forEach(showTodo)
    publish()
  }

  function setPending(pending: readonly Pending[]): void {
    const touchedLists = new Set(onLists.keys())
    const touchedTodos = new Set(onTodos.keys())
    onLists = group(pending, listIdOf)
    onTodos = group(pending, todoIdOf)
    new Set([...touchedLists, ...onLists.keys()]).forEach(showList)
    new Set([...touchedTodos, ...onTodos.keys()]).forEach(showTodo)
    publish()
  }

  function addPending(draft: Draft): void {
    const id = idOf(draft.op)
    const [index, key] = id === null ? [onLists, draft.listId] : [onTodos, id]
    index.set(key, [...(index.get(key) ?? []), draft])
    if (id === null) showList(key)
    else showTodo(id)
    publish()
  }

  return {
    todos: todos.ref,
    lists: lists.ref,
    setList,
    patchList,
    dropList,
    setPending,
    addPending,
    rows: () => rows,
    bases: () => [...bases.values()].flatMap((places) => [...places.values()]),
  }
}
