import { uuidv7 } from '@/api/ids'
import type { Todo } from '@/api/types'
import { metaOf, type OutboxState } from './outbox'
import type { Delivered } from './pages'
import { isWaiting, toDraft, type Draft, type ListRow, type Meta } from './rows'
import type { Tables, Work } from './rows'

/** What other tabs are told of a list: it went from one cursor to another by these to-dos. */
export interface Hint {
  listId: string
  from: number
  to: number
  ids: string[]
}

export interface Reading extends OutboxState {
  /** Lists as they are now, each with all of its to-dos. */
  whole: { row: ListRow; todos: Todo[] }[]
  /** Lists of which it is known what changed. */
  parts: Delivered[]
  dropped: string[]
}

/** What memory has. It tells what need not be read again. */
export interface Known {
  epoch: string | undefined
  rows: ReadonlyMap<string, ListRow>
}

export const newMeta = (): Meta => ({
  clientId: uuidv7(),
  nextN: 1,
  nextNotice: 1,
  inboxId: null,
  me: null,
  isWhole: false,
})

/** Makes a client of us where there is none yet, and says whether it did. */
export async function begin(tables: Tables): Promise<boolean> {
  if (await tables.meta.get()) return false
  await tables.meta.put(newMeta())
  return true
}

// Reading more of them one by one takes longer than reading the list.
const FEW = 200

export const hintOf = ({ row, from, todos, gone }: Delivered): Hint => ({
  listId: row.id,
  from,
  to: row.cursor,
  ids: [...todos.map(({ id }) => id), ...gone],
})

async function readPart(tables: Tables, row: ListRow, { from, ids }: Hint): Promise<Delivered> {
  const read = await Promise.all(ids.map((id) => tables.todos.get([row.id, id])))
  const todos = read.filter((todo) => todo !== undefined)
  return { row, from, todos, gone: ids.filter((_, index) => !read[index]) }
}

async function readWhole(tables: Tables, rows: readonly ListRow[], isFirst: boolean) {
  if (!isFirst) {
    const todos = await Promise.all(rows.map(({ id }) => tables.todos.ofList(id)))
    return rows.map((row, index) => ({ row, todos: todos[index]! }))
  }
  const byList = new Map<string, Todo[]>(rows.map(({ id }) => [id, []]))
  for (const todo of await tables.todos.getAll()) byList.get(todo.listId)?.push(todo)
  return rows.map((row) => ({ row, todos: byList.get(row.id)! }))
}

/** What is on the device and not in memory: a list whose cursor is the same is the same. */
export function catchUp(known: Known, hints: readonly Hint[] = []): Work<Reading> {
  return async (tables) => {
    const meta = await metaOf(tables)
    const [rows, entries, notices] = await Promise.all([
      tables.lists.getAll(),
      tables.outbox.getAll(),
      tables.notices.getAll(),
    ])
    const isSameEpoch = known.epoch === meta.epoch
    const before = (id: string) => (isSameEpoch ? known.rows.get(id)?.cursor : undefined)
    const changed = rows.filter(({ id, cursor }) => before(id) !== cursor)
    const hintFor = (row: ListRow) =>
      hints.find(
        ({ listId, from, to, ids }) =>
          listId === row.id && to === row.cursor && from === before(row.id) && ids.length <= FEW,
      )
    const hinted = changed.filter((row) => hintFor(row))
    const parts = await Promise.all(hinted.map((row) => readPart(tables, row, hintFor(row)!)))
    const others = changed.filter((row) => !hintFor(row))
    const whole = await readWhole(tables, others, !known.rows.size)
    const dropped = [...known.rows.keys()].filter((id) => !rows.some((row) => row.id === id))
    return { meta, entries, notices, whole, parts, dropped }
  }
}

/** All that memory holds, for the day on which the device has lost it. */
export interface Held extends OutboxState {
  rows: ListRow[]
  todos: Todo[]
}

async function writeAll(tables: Tables, held: Held): Promise<void> {
  await tables.meta.put(held.meta)
  await Promise.all([
    ...held.rows.map((row) => tables.lists.put(row)),
    ...held.todos.map((todo) => tables.todos.put(todo)),
    ...held.entries.map((entry) => tables.outbox.put(entry)),
    ...held.notices.map((notice) => tables.notices.put(notice)),
  ])
}

const isSameChange = (a: Draft, b: Draft) => a.at === b.at && a.listId === b.listId

/**
 * What becomes of the ops that wait: they keep their `numbers`; or they are `changes` that a new
 * client makes, because whoever still has the old numbers may go on with them; or `nothing`,
 * because another tab is sure to send them.
 */
export type Keep = 'numbers' | 'changes' | 'nothing'

/**
 * Writes down again what memory holds and the device has lost, and gives back what can keep its
 * number no more. Another tab may have been first, and then only what it did not know is missing.
 */
export function rescue(held: Held, keep: Keep): Work<Draft[]> {
  return async (tables) => {
    const meta = await tables.meta.get()
    const changes = held.entries.filter(isWaiting).map(toDraft)
    if (!meta && keep === 'numbers') {
      await writeAll(tables, held)
      return []
    }
    if (!meta) {
      const { clientId, nextN } = newMeta()
      await writeAll(tables, { ...held, meta: { ...held.meta, clientId, nextN }, entries: [] })
      return keep === 'changes' ? changes : []
    }
    return meta.clientId === held.meta.clientId ? mergeEntries(tables, meta, held) : changes
  }
}

async function mergeEntries(tables: Tables, meta: Meta, held: Held): Promise<Draft[]> {
  const drafts: Draft[] = []
  for (const entry of held.entries) {
    if (entry.isConsumed) continue
    const known = await tables.outbox.get(entry.n)
    if (known ? isSameChange(known, entry) : entry.n < meta.nextN) continue
    if (!known) await tables.outbox.put(entry)
    else if (isWaiting(entry)) drafts.push(toDraft(entry))
  }
  // A number is given out once, also where nothing is left of its op.
  await tables.meta.put({ ...meta, nextN: Math.max(meta.nextN, held.meta.nextN) })
  return drafts
}
