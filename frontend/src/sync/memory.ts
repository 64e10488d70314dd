import type { Todo } from '@/api/types'
import { idOf, type Database, type Entry, type Meta, type Table, type Tables } from './rows'

function createTable<K, V>(keyOf: (value: V) => K): Table<K, V> {
  const rows = new Map<string, V>()
  return {
    get: async (key) => rows.get(JSON.stringify(key)),
    getAll: async () => [...rows.values()],
    put: async (row) => void rows.set(JSON.stringify(keyOf(row)), row),
    delete: async (key) => rows.delete(JSON.stringify(key)),
    clear: async () => rows.clear(),
  }
}

function createTables(): Tables {
  let meta: Meta | undefined
  const todos = createTable<[string, string], Todo>(({ listId, id }) => [listId, id])
  const outbox = createTable<number, Entry>(({ n }) => n)
  const ofList = async (listId: string) =>
    (await todos.getAll()).filter((todo) => todo.listId === listId)
  const inOrder = async () => (await outbox.getAll()).sort((a, b) => a.n - b.n)
  return {
    meta: { get: async () => meta, put: async (value) => (meta = value) },
    lists: createTable(({ id }) => id),
    todos: {
      ...todos,
      ofList,
      deleteList: async (listId) =>
        Promise.all((await ofList(listId)).map(({ id }) => todos.delete([listId, id]))),
    },
    outbox: {
      ...outbox,
      getAll: inOrder,
      lastOn: async (todoId) => (await inOrder()).findLast(({ op }) => idOf(op) === todoId),
    },
    notices: createTable(({ key }) => key),
  }
}

/** Where the browser gives us no database: it lasts as long as the page does. */
export function createMemory(): Database {
  const tables = createTables()
  return { run: (work) => work(tables), close: () => {} }
}
