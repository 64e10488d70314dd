import { deleteDB, openDB } from 'idb'
import type { DBSchema, IDBPDatabase, IDBPTransaction, OpenDBCallbacks, StoreNames } from 'idb'
import type { Todo } from '@/api/types'
import type { Database, Entry, ListRow, Meta, Table, Tables, TodoKey } from './rows'
import type { Notice } from './types'

interface Schema extends DBSchema {
  meta: { key: string; value: Meta }
  lists: { key: string; value: ListRow }
  todos: { key: TodoKey; value: Todo }
  outbox: { key: number; value: Entry; indexes: { byTodo: string } }
  notices: { key: number; value: Notice }
}

type StoreName = StoreNames<Schema>
type Transaction = IDBPTransaction<Schema, StoreName[], 'readwrite'>
type Upgrade = IDBPTransaction<Schema, StoreName[], 'versionchange'>

const VERSION = 2
// A slow disk is waited for; a tab that sleeps with the database in its hands is not.
const PATIENCE_MS = 8_000
const STORES: StoreName[] = ['meta', 'lists', 'todos', 'outbox', 'notices']
const META = 'meta'

export const nameOf = (sub: string) => `doable.${sub}`

export interface OpenEvents {
  /** A newer Doable, or a sign-out, in another tab needs the database: it was closed. */
  onTaken: () => void
  /** The browser closed it, perhaps because its data was removed. */
  onLost: () => void
}

async function upgrade(db: IDBPDatabase<Schema>, from: number, _: unknown, tx: Upgrade) {
  if (from && db.objectStoreNames.contains('lists')) return fetchMembers(tx)
  db.createObjectStore('meta')
  db.createObjectStore('lists', { keyPath: 'id' })
  db.createObjectStore('todos', { keyPath: ['listId', 'id'] })
  // An op on a list has no id, and is not in the index.
  db.createObjectStore('outbox', { keyPath: 'n' }).createIndex('byTodo', 'op.id')
  db.createObjectStore('notices', { keyPath: 'key' })
}

/** A copy of version 1 has no members: what came after the list was made is asked for anew. */
async function fetchMembers(tx: Upgrade) {
  const lists = tx.objectStore('lists')
  for (const row of await lists.getAll()) await lists.put({ ...row, cursor: 1, members: [] })
}

/** All keys [listId, …]: an array sorts after every string. */
const rangeOf = (listId: string) => IDBKeyRange.bound([listId], [listId, []])

function tablesOf(tx: Transaction): Tables {
  const todos = tx.objectStore('todos')
  const outbox = tx.objectStore('outbox')
  const meta = tx.objectStore('meta')
  return {
    meta: { get: () => meta.get(META), put: (value) => meta.put(value, META) },
    lists: plain(tx.objectStore('lists')),
    notices: plain(tx.objectStore('notices')),
    todos: {
      ...plain(todos),
      ofList: (listId) => todos.getAll(rangeOf(listId)),
      deleteList: (listId) => todos.delete(rangeOf(listId)),
    },
    outbox: {
      ...plain(outbox),
      lastOn: async (todoId) => (await outbox.index('byTodo').openCursor(todoId, 'prev'))?.value,
    },
  }
}

function plain<K, V>(store: Table<K, V>): Table<K, V> {
  return {
    get: (key: K) => store.get(key),
    getAll: () => store.getAll(),
    put: (value: V) => store.put(value),
    delete: (key: K) => store.delete(key),
    clear: () => store.clear(),
  }
}

/** One that somebody made without our stores would never get them: it is made anew. */
async function openWhole(
  name: string,
  version: number,
  callbacks: OpenDBCallbacks<Schema>,
): Promise<IDBPDatabase<Schema>> {
  const db = await openDB<Schema>(name, version, callbacks)
  if (STORES.every((store) => db.objectStoreNames.contains(store))) return db
  db.close()
  await deleteDB(name)
  return openDB<Schema>(name, version, callbacks)
}

/** Rejects when the browser has none for us, also when another tab keeps it from being opened. */
export function openDatabase(
  sub: string,
  { onTaken, onLost }: OpenEvents,
  version = VERSION,
): Promise<Database> {
  return new Promise((resolve, reject) => {
    let isRefused = false
    const blocked = () => {
      isRefused = true
      reject(new Error('Another tab holds the database'))
    }
    const timer = setTimeout(blocked, PATIENCE_MS)
    const blocking = (_: number, __: number | null, event: IDBVersionChangeEvent) => {
      ;(event.target as IDBDatabase).close()
      onTaken()
    }
    openWhole(nameOf(sub), version, { upgrade, blocked, blocking, terminated: onLost })
      .then((db) => (isRefused ? db.close() : resolve(wrap(db))), reject)
      .finally(() => clearTimeout(timer))
  })
}

function wrap(db: IDBPDatabase<Schema>): Database {
  return {
    close: () => db.close(),
    async run(work, { isStrict, isReading } = {}) {
      const durability = isStrict ? 'strict' : 'default'
      const mode = isReading ? 'readonly' : 'readwrite'
      const tx = db.transaction(STORES, mode as 'readwrite', { durability })
      tx.done.catch(() => {}) // It is told once, below.
      try {
        const result = await work(tablesOf(tx))
        await tx.done
        return result
      } catch (error) {
        throw giveUp(tx, error)
      }
    },
  }
}

/** What is wrong is known by the transaction when the request knows only that it was aborted. */
function giveUp(tx: Transaction, error: unknown): unknown {
  try {
    tx.abort()
  } catch {
    // It was over already.
  }
  return tx.error ?? error
}

/** Done at once, or as soon as the tabs that hold it let it go. */
export function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    deleteDB(name, { blocked: () => resolve() }).then(resolve, () => resolve())
  })
}
