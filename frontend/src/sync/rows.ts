import type { ListInfo, Op } from '@/api/sync'
import type { Me, Member, Role, Todo } from '@/api/types'
import type { Notice } from './types'

/** What is kept of a list. `info` is null while its page has not come: then it is not shown. */
export interface ListRow {
  id: string
  /** The last change that was delivered. Zero for a list made here, of which nothing came yet. */
  cursor: number
  role: Role
  members: Member[]
  info: ListInfo | null
}

/** A change made here. `at` is when, by the clock of this device. */
export interface Draft {
  listId: string
  op: Op
  at: string
}

/** A change with its number. The server does not show it yet; or it does, and we do not know. */
export interface Entry extends Draft {
  n: number
  /** It may have reached the server: from here on it is never changed. */
  isSent: boolean
  /** The server has answered. It stays until a pull is sure to show what it did. */
  isConsumed: boolean
  /** A pull shows what it did before we had its answer: it is sent once more to hear that. */
  isCovered: boolean
}

/** As far as we know the server has not consumed it. */
export const isWaiting = ({ isConsumed, isCovered }: Entry) => !isConsumed && !isCovered

export interface Meta {
  clientId: string
  /** The number of the next op. */
  nextN: number
  nextNotice: number
  epoch?: string
  syncedAt?: string
  /** The day, as the server has it, of the last look for what was in the trash for too long. */
  prunedOn?: string
  inboxId: string | null
  me: Me | null
  /** Everything was pulled once. */
  isWhole: boolean
}

export interface Table<K, V> {
  get(key: K): Promise<V | undefined>
  getAll(): Promise<V[]>
  put(value: V): Promise<unknown>
  delete(key: K): Promise<unknown>
  clear(): Promise<unknown>
}

export type TodoKey = [listId: string, id: string]

/** The copy on the device, as one transaction sees it. To-dos are kept by list and id. */
export interface Tables {
  meta: { get(): Promise<Meta | undefined>; put(meta: Meta): Promise<unknown> }
  lists: Table<string, ListRow>
  todos: Table<TodoKey, Todo> & {
    ofList(listId: string): Promise<Todo[]>
    deleteList(listId: string): Promise<unknown>
  }
  outbox: Table<number, Entry> & {
    /** The last one that is about this to-do. */
    lastOn(todoId: string): Promise<Entry | undefined>
  }
  notices: Table<number, Notice>
}

export type Work<T> = (tables: Tables) => Promise<T>

export interface RunOptions {
  /** Writes nothing, and so need not wait for other tabs. */
  isReading?: boolean
  /** Only when it is safely on the disk, it is done. */
  isStrict?: boolean
}

/** Runs work as one transaction: all of it, or nothing. */
export interface Database {
  run<T>(work: Work<T>, options?: RunOptions): Promise<T>
  close(): void
}

export const toDraft = ({ listId, op, at }: Draft): Draft => ({ listId, op, at })

export const idOf = (op: Op): string | null => ('id' in op ? op.id : null)

/** So long what is in the trash can be restored. After that nothing announces that it is gone. */
export const TRASH_MS = 30 * 24 * 60 * 60 * 1000
