import type { Delivered } from './pages'
import { TRASH_MS, type ListRow, type Meta, type Tables } from './rows'

/** What went, for memory to follow. */
export interface Pruned {
  delivered: Delivered[]
  dropped: string[]
}

export const NONE: Pruned = { delivered: [], dropped: [] }

async function pruneLists(tables: Tables, rows: readonly ListRow[]): Promise<void> {
  for (const { id } of rows) {
    await Promise.all([tables.lists.delete(id), tables.todos.deleteList(id)])
  }
}

/**
 * Removes what has been in the trash for too long, by the clock of the server and once a day, since
 * it takes reading all to-dos.
 */
export async function prune(tables: Tables, meta: Meta): Promise<Pruned> {
  const { syncedAt = '' } = meta
  const day = syncedAt.slice(0, 10)
  if (meta.prunedOn === day) return NONE
  meta.prunedOn = day
  const isOver = (deletedAt: string | null | undefined) =>
    !!deletedAt && Date.parse(syncedAt) - Date.parse(deletedAt) > TRASH_MS
  const rows = await tables.lists.getAll()
  const over = rows.filter(({ info }) => isOver(info?.deletedAt))
  await pruneLists(tables, over)
  const todos = (await tables.todos.getAll()).filter(({ deletedAt }) => isOver(deletedAt))
  await Promise.all(todos.map(({ listId, id }) => tables.todos.delete([listId, id])))
  const delivered = rows
    .map((row) => {
      const gone = todos.filter(({ listId }) => listId === row.id).map(({ id }) => id)
      return { row, from: row.cursor, todos: [], gone }
    })
    .filter(({ gone }) => gone.length)
  return { delivered, dropped: over.map(({ id }) => id) }
}
