import { ApiError, type Api } from '@/api'
import type { List, NewTodo, Todo, TodoFilter } from '@/api/types'

export const INBOX = '01890000-0000-7000-8000-000000000000'

const NOW = '2026-11-23T08:00:00.000Z'

export function makeList(list: Partial<List> & { id: string }): List {
  return {
    name: 'List',
    colour: 'blue',
    archived: false,
    role: 'owner',
    seq: 1,
    counts: { open: 0, done: 0 },
    ...list,
  }
}

export function makeTodo(todo: Partial<Todo> & { id: string }): Todo {
  return {
    listId: INBOX,
    seq: 1,
    title: 'To-do',
    notes: '',
    done: false,
    doneAt: null,
    due: null,
    dueTime: null,
    priority: 4,
    tags: [],
    order: 'a0',
    parentId: null,
    repeat: null,
    createdAt: NOW,
    createdBy: 'me',
    updatedAt: NOW,
    updatedBy: 'me',
    deletedAt: null,
    ...todo,
  }
}

function isDueIn(due: string | null, range: string): boolean {
  if (range === 'none') return due === null
  if (due === null) return false
  const [from, to = from] = range.split('..')
  return (!from || due >= from) && (!to || due <= to)
}

function matches(todo: Todo, { done, due, tag, q, trash = false }: TodoFilter): boolean {
  return (
    !!todo.deletedAt === trash &&
    (done === undefined || todo.done === done) &&
    (due === undefined || isDueIn(todo.due, due)) &&
    (tag === undefined || todo.tags.includes(tag)) &&
    (q === undefined || `${todo.title} ${todo.notes}`.toLowerCase().includes(q.toLowerCase()))
  )
}

/** A server in memory. `fail` makes the next calls fail; `hold` keeps answers back. */
export function createFakeApi(seed: { lists?: List[]; todos?: Todo[] } = {}) {
  const lists = new Map((seed.lists ?? []).map((list) => [list.id, list]))
  const todos = new Map((seed.todos ?? []).map((todo) => [todo.id, todo]))
  const calls: string[] = []
  let seq = 100
  let failures: { verb: string; error: ApiError }[] = []
  let gate: Promise<void> | undefined
  let open: (() => void) | undefined

  if (!lists.has(INBOX)) lists.set(INBOX, makeList({ id: INBOX, name: 'Inbox' }))

  async function turn(verb: string, about = ''): Promise<void> {
    calls.push(about ? `${verb} ${about}` : verb)
    await gate
    const index = failures.findIndex((failure) => failure.verb === verb)
    if (index >= 0) throw failures.splice(index, 1)[0]!.error
  }

  function saveTodo(id: string, patch: Partial<Todo>): Todo {
    const todo = { ...todos.get(id)!, ...patch, seq: ++seq, updatedAt: NOW }
    todos.set(id, todo)
    return { ...todo }
  }

  function saveList(id: string, patch: Partial<List>): List {
    const list = { ...lists.get(id)!, ...patch, seq: ++seq }
    lists.set(id, list)
    return { ...list }
  }

  function counted(list: List): List {
    const own = [...todos.values()].filter((t) => t.listId === list.id && !t.deletedAt)
    const done = own.filter((t) => t.done).length
    return { ...list, counts: { open: own.length - done, done } }
  }

  let deleted: List[] = []
  const me = { id: 'me', displayName: 'Ada', inboxId: INBOX, createdAt: NOW, updatedAt: NOW }
  const find = (filter: TodoFilter) => [...todos.values()].filter((t) => matches(t, filter))

  const unserved = () => Promise.reject(new ApiError('offline', {}))

  const api: Api = {
    push: unserved,
    pull: unserved,
    me: async () => (await turn('me'), me),
    updateMe: async (patch) => (await turn('updateMe'), { ...me, ...patch }),
    lists: async () => (await turn('lists'), [...lists.values()].map(counted)),
    createList: async (list) => {
      await turn('createList', list.name)
      lists.set(list.id, makeList(list))
      return saveList(list.id, {})
    },
    updateList: async (id, patch) => (await turn('updateList'), counted(saveList(id, patch))),
    deleteList: async (id) => {
      await turn('deleteList')
      deleted = [...deleted, lists.get(id)!]
      lists.delete(id)
    },
    restoreList: async (id) => {
      await turn('restoreList')
      lists.set(
        id,
        deleted.find((list) => list.id === id)!,
      )
      return counted(saveList(id, {}))
    },
    todos: async (listId, filter = {}) => {
      await turn('todos')
      return find(filter).filter((todo) => todo.listId === listId)
    },
    allTodos: async (filter = {}) => (await turn('allTodos'), find(filter)),
    createTodo: async (listId, { id, ...fields }: NewTodo) => {
      await turn('createTodo', fields.title)
      todos.set(id, makeTodo({ order: 'zz', ...fields, id, listId }))
      return saveTodo(id, {})
    },
    updateTodo: async (_, id, patch) => {
      await turn('updateTodo', JSON.stringify(patch))
      return saveTodo(id, patch)
    },
    trashTodo: async (_, id) => {
      await turn('trashTodo', id)
      saveTodo(id, { deletedAt: NOW })
    },
    deleteTodoForever: async (_, id) => {
      await turn('deleteTodoForever', id)
      todos.delete(id)
    },
    restoreTodo: async (_, id) => {
      await turn('restoreTodo', id)
      return saveTodo(id, { deletedAt: null })
    },
  }

  return {
    api,
    calls,
    lists,
    todos,
    fail(verb: keyof Api, error = new ApiError('problem', { status: 500, code: 'internal' })) {
      failures = [...failures, { verb, error }]
    },
    hold(): void {
      gate = new Promise((resolve) => (open = resolve))
    },
    release(): void {
      gate = undefined
      open?.()
    },
  }
}
