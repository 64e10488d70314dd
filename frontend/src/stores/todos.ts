import { defineStore } from 'pinia'
import { computed, shallowReactive } from 'vue'
import { useApi } from '@/api'
import { uuidv7 } from '@/api/ids'
import type { Todo, TodoFields, TodoFilter, TodoPatch } from '@/api/types'
import { byOrder, keyAfterAll, keyForMove, placeAtEnd } from '@/lib/order'
import { useListsStore } from './lists'
import { createOptimistic } from './optimistic'
import { useSavingStore } from './saving'

export type NewTodo = Partial<Omit<TodoFields, 'title'>> & { title: string }

const BLANK = {
  seq: 0,
  notes: '',
  done: false,
  doneAt: null,
  due: null,
  dueTime: null,
  priority: 4,
  tags: [],
  parentId: null,
  repeat: null,
  createdBy: '',
  updatedBy: '',
  deletedAt: null,
} as const

const openOf = (todo?: Todo) => (todo && !todo.deletedAt && !todo.done ? 1 : 0)
const doneOf = (todo?: Todo) => (todo && !todo.deletedAt && todo.done ? 1 : 0)

/** Every to-do the page has heard of, in whatever list, with what was changed here on top. */
export const useTodosStore = defineStore('todos', () => {
  const api = useApi()
  const lists = useListsStore()
  const saving = useSavingStore()
  const engine = createOptimistic<Todo>({
    started: saving.started,
    settled: saving.settled,
    changed(before, after) {
      const id = (after ?? before)?.listId
      const open = openOf(after) - openOf(before)
      const done = doneOf(after) - doneOf(before)
      if (id && (open || done)) lists.count(id, open, done)
    },
  })
  const loaded = shallowReactive(new Set<string>())
  const loads = new Map<string, Promise<void>>()

  /** What was in a list that is gone, is gone with it. */
  const everything = computed(() => {
    const all = [...engine.items.value.values()]
    if (!lists.loaded) return all
    const known = new Set(lists.all.map(({ id }) => id))
    return all.filter(({ listId }) => known.has(listId))
  })
  const live = computed(() => everything.value.filter(({ deletedAt }) => !deletedAt))
  const trash = computed(() =>
    everything.value
      .filter(({ deletedAt }) => deletedAt)
      .sort((a, b) => (a.deletedAt! < b.deletedAt! ? 1 : -1)),
  )

  function byId(id: string): Todo | undefined {
    return engine.items.value.get(id)
  }

  function inList(listId: string): Todo[] {
    return live.value.filter((todo) => todo.listId === listId).sort(byOrder)
  }

  /** Asks once per scope at a time; what this scope no longer holds is forgotten. */
  function load(
    scope: string,
    ask: () => Promise<Todo[]>,
    among: (todo: Todo) => boolean,
  ): Promise<void> {
    const running = loads.get(scope)
    if (running) return running
    const since = engine.now()
    const run: Promise<void> = ask()
      .then((todos) => {
        if (loads.get(scope) !== run) return // Signed out meanwhile.
        engine.receive(todos, since)
        engine.retain(new Set(todos.map(({ id }) => id)), among, since)
        loaded.add(scope)
      })
      .finally(() => loads.get(scope) === run && loads.delete(scope))
    loads.set(scope, run)
    return run
  }

  function loadList(listId: string): Promise<void> {
    const among = (todo: Todo) => todo.listId === listId && !todo.deletedAt
    const ask = () => lists.whenCreated(listId).then(() => api.todos(listId))
    return load(`list:${listId}`, ask, among)
  }

  function loadOpenDue(filter: { due: string }, among: (due: string) => boolean): Promise<void> {
    const isHere = ({ due, done, deletedAt }: Todo) =>
      !done && !deletedAt && due !== null && among(due)
    return load(`due:${filter.due}`, () => api.allTodos({ ...filter, done: false }), isHere)
  }

  function loadTrash(): Promise<void> {
    return load(
      'trash',
      () => api.allTodos({ trash: true }),
      ({ deletedAt }) => !!deletedAt,
    )
  }

  /** Adds what matches to what is known; forgets nothing. */
  function loadMatching(filter: TodoFilter): Promise<void> {
    return load(
      `match:${JSON.stringify(filter)}`,
      () => api.allTodos(filter),
      () => false,
    )
  }

  const isLoaded = (scope: string) => loaded.has(scope)

  function add(listId: string, fields: NewTodo, id = uuidv7()) {
    const known = isLoaded(`list:${listId}`)
    const order = fields.order ?? (known ? keyAfterAll(inList(listId)) : undefined)
    const now = new Date().toISOString()
    const local = { ...BLANK, ...fields, id, listId, order: order ?? placeAtEnd() }
    const saved = engine.push(id, listId, {
      patch: { ...local, tags: [...local.tags], createdAt: now, updatedAt: now },
      creates: true,
      send: async () => {
        await lists.whenCreated(listId)
        return api.createTodo(listId, { ...fields, id, ...(order && { order }) })
      },
    })
    return { id, saved }
  }

  function listOf(id: string): string {
    return byId(id)?.listId ?? ''
  }

  function update(id: string, patch: TodoPatch): Promise<void> {
    const listId = listOf(id)
    return engine.push(id, listId, {
      patch: patch as Partial<Todo>,
      merge: 'patch',
      send: (merged) => api.updateTodo(listId, id, merged as TodoPatch),
    })
  }

  function trashOne(id: string): Promise<void> {
    const listId = listOf(id)
    return engine.push(id, listId, {
      patch: { deletedAt: new Date().toISOString() },
      send: () => api.trashTodo(listId, id),
    })
  }

  function restore(id: string): Promise<void> {
    const listId = listOf(id)
    return engine.push(id, listId, {
      patch: { deletedAt: null },
      send: () => api.restoreTodo(listId, id),
    })
  }

  function deleteForever(id: string): Promise<void> {
    const listId = listOf(id)
    return engine.push(id, listId, {
      patch: null,
      send: () => api.deleteTodoForever(listId, id),
    })
  }

  /** One place up or down; says where it landed, counted from 1, or nothing at the ends. */
  function move(id: string, by: -1 | 1) {
    const siblings = inList(listOf(id))
    const order = keyForMove(siblings, id, by)
    if (!order) return undefined
    const saved = update(id, { order })
    const position = inList(listOf(id)).findIndex((todo) => todo.id === id) + 1
    return { saved, position, of: siblings.length }
  }

  function clear(): void {
    engine.clear()
    loaded.clear()
    loads.clear()
  }

  return {
    live,
    trash,
    byId,
    inList,
    isLoaded,
    loadList,
    loadOpenDue,
    loadTrash,
    loadMatching,
    add,
    update,
    trashOne,
    restore,
    deleteForever,
    move,
    clear,
  }
})
