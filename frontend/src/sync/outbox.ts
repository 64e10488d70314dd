import type { Op } from '@/api/sync'
import type { Draft, Entry, Meta, Tables, Work } from './rows'
import type { Notice } from './types'

/**
 * The ops that were made here, until the server is known to show them: how they are written down. Each
 * function here is one transaction, and gives back what memory has to know after it.
 */

export interface OutboxState {
  meta: Meta
  entries: Entry[]
  notices: Notice[]
}

type Patch = Extract<Op, { op: 'patch' }>

/** The browser has forgotten our data while we have it open. */
export class LostError extends Error {
  override readonly name = 'LostError'
}

export async function metaOf(tables: Tables): Promise<Meta> {
  const meta = await tables.meta.get()
  if (!meta) throw new LostError()
  return meta
}

export async function stateOf(tables: Tables, meta: Meta): Promise<OutboxState> {
  await tables.meta.put(meta)
  const [entries, notices] = await Promise.all([tables.outbox.getAll(), tables.notices.getAll()])
  return { meta, entries, notices }
}

const isTyping = ({ fields = {}, addTags, removeTags }: Patch) =>
  !addTags && !removeTags && Object.keys(fields).every((key) => key === 'title' || key === 'notes')

/** One patch that does what two did, one after the other. What was seen first counts as seen. */
export function mergePatches(a: Patch, b: Patch): Patch {
  const was = { ...b.was, ...a.was }
  const fields = { ...a.fields, ...b.fields }
  return { op: 'patch', id: a.id, fields, ...(Object.keys(was).length && { was }) }
}

/**
 * The waiting patch that takes this one in, while somebody types. Everything else stays by itself, so
 * that it is refused by itself.
 */
async function mergedInto(tables: Tables, { listId, op, at }: Draft): Promise<Entry | undefined> {
  if (op.op !== 'patch' || !isTyping(op)) return undefined
  const last = await tables.outbox.lastOn(op.id)
  if (!last || last.isSent || last.listId !== listId) return undefined
  if (last.op.op !== 'patch' || !isTyping(last.op)) return undefined
  return { ...last, op: mergePatches(last.op, op), at }
}

export function numbered(meta: Meta, draft: Draft): Entry {
  return { ...draft, n: meta.nextN++, isSent: false, isConsumed: false, isCovered: false }
}

export function writeDown(drafts: readonly Draft[]): Work<OutboxState> {
  return async (tables) => {
    const meta = { ...(await metaOf(tables)) }
    for (const draft of drafts) {
      await tables.outbox.put((await mergedInto(tables, draft)) ?? numbered(meta, draft))
    }
    return stateOf(tables, meta)
  }
}

export function dismiss(keys: readonly number[]): Work<OutboxState> {
  return async (tables) => {
    await Promise.all(keys.map((key) => tables.notices.delete(key)))
    return stateOf(tables, await metaOf(tables))
  }
}
