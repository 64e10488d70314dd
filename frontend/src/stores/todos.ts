import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { uuidv7 } from '@/api/ids'
import type { Texts, TodoOp, TodoValues } from '@/api/sync'
import type { Todo, TodoFields } from '@/api/types'
import { createGrouper, NO_GROUP } from '@/lib/groups'
import { isPlaced, keyAfterAll, keyAtEnd, keysForMove } from '@/lib/order'
import { useSync } from '@/sync'
import { useListsStore } from './lists'

export type NewTodo = Partial<Omit<TodoFields, 'title'>> & { title: string }

type Placed = Pick<Todo, 'id' | 'listId'>

/** The to-dos of all lists, and the ops that change them. */
export const useTodosStore = defineStore('todos', () => {
  const lists = useListsStore()
  const group = createGrouper()
  const groups = computed(() => group(useSync().todos.value))
  /** What was added before a new device knew its Inbox. */
  const early = shallowRef<readonly { id: string; fields: NewTodo }[]>([])

  const live = computed(() =>
    useSync().isReady.value ? [...groups.value.values()].flatMap((one) => one.todos) : [],
  )
  const trash = computed(() =>
    [...useSync().todos.value.values()]
      .filter(({ deletedAt }) => deletedAt)
      .sort((a, b) => (a.deletedAt! < b.deletedAt! ? 1 : -1)),
  )

  const byId = (id: string): Todo | undefined => useSync().todos.value.get(id)
  const inList = (listId: string) => (groups.value.get(listId) ?? NO_GROUP).todos
  const openCount = (listId: string) => (groups.value.get(listId) ?? NO_GROUP).open

  /** It may be in another list than the one it was last seen in. */
  const listOf = ({ id, listId }: Placed) => byId(id)?.listId ?? listId

  function change(todo: Placed, op: TodoOp): void {
    useSync().change(listOf(todo), op)
  }

  function addTo(listId: string, fields: NewTodo, id: string): void {
    // Where not all is known yet, only the server knows the end.
    const order = useSync().isReady.value ? keyAfterAll(inList(listId)) : undefined
    const op = { op: 'create', id, fields: { ...fields, ...(order && { order }) } } as const
    useSync().change(listId, op)
  }

  /** Into the Inbox where no list is named. */
  function add(listId: string | null, fields: NewTodo): string {
    const id = uuidv7()
    const home = listId ?? lists.inboxId
    if (home) addTo(home, fields, id)
    else keepEarly(id, fields)
    return id
  }

  function keepEarly(id: string, fields: NewTodo): void {
    if (!early.value.length) watch(() => lists.inboxId!, addEarly, { once: true })
    early.value = [...early.value, { id, fields }]
  }

  function addEarly(inboxId: string): void {
    const waiting = early.value
    early.value = []
    for (const { id, fields } of waiting) addTo(inboxId, fields, id)
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

  function trashOne(todo: Placed): void {
    change(todo, { op: 'trash', id: todo.id })
  }

  function restore(todo: Placed): void {
    change(todo, { op: 'restore', id: todo.id })
  }

  function deleteForever(todo: Placed): void {
    change(todo, { op: 'purge', id: todo.id })
  }

  /** One place up or down; says where it landed, counted from 1, or nothing at the ends. */
  function step(todo: Placed, by: -1 | 1) {
    const listId = listOf(todo)
    const keys = keysForMove(inList(listId), todo.id, by)
    if (!keys) return undefined
    for (const { id, order } of keys) useSync().change(listId, { op: 'order', id, order })
    const position = inList(listId).findIndex(({ id }) => id === todo.id) + 1
    return { position, of: inList(listId).length }
  }

  /** To the end of another list, with what hangs on it. Gives all of them as they were. */
  function moveTo(todo: Todo, to: string): readonly Todo[] {
    const children = inList(todo.listId).filter(({ parentId }) => parentId === todo.id)
    const family = [todo, ...children]
    for (const one of family) {
      const parentId = one === todo ? null : todo.id
      change(one, { op: 'move', id: one.id, to, order: keyAtEnd(inList(to)), parentId })
    }
    return family
  }

  function moveBack(family: readonly Todo[]): void {
    for (const todo of family) {
      const { id, listId: to, parentId } = todo
      const order = isPlaced(todo) ? todo.order : keyAtEnd(inList(to))
      change(todo, { op: 'move', id, to, order, parentId })
    }
  }

  function clear(): void {
    early.value = []
  }

  return {
    live,
    trash,
    early: computed(() => early.value.length),
    byId,
    inList,
    openCount,
    add,
    patch,
    addTag,
    removeTag,
    tick,
    trashOne,
    restore,
    deleteForever,
    step,
    moveTo,
    moveBack,
    clear,
  }
})
