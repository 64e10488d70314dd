import type { NumberedOp, Op, PushAnswer, PushResult, Refusal, Texts } from '@/api/sync'
import { uuidv7 } from '@/api/ids'
import { metaOf, numbered, stateOf, type OutboxState } from './outbox'
import { idOf, toDraft, type Draft, type Entry, type Meta, type Tables, type Work } from './rows'
import type { Notice } from './types'

/** How the ops of the outbox are sent, and what the answers make of them. */

type NewNotice = Notice extends infer N ? (N extends Notice ? Omit<N, 'key'> : never) : never

// What the server takes at once is a little more.
const MAX_OPS = 45
const MAX_BYTES = 200 * 1024

const sizeOf = (op: Op) => new TextEncoder().encode(JSON.stringify(op)).length

/**
 * The next ops to send: of one list, by numbers without a gap. What was sent before goes again just as it was, so
 * what was not sent yet waits for the next time.
 */
export function nextBatch(entries: readonly Entry[], maxOps = MAX_OPS): Entry[] {
  const unanswered = entries.filter(({ isConsumed }) => !isConsumed)
  const [first] = unanswered
  const batch: Entry[] = []
  let bytes = 0
  for (const entry of unanswered) {
    bytes += sizeOf(entry.op)
    const isNext = entry.n === first!.n + batch.length
    const isOther = entry.listId !== first!.listId || entry.isSent !== first!.isSent || !isNext
    const isFull = batch.length === maxOps || bytes > MAX_BYTES
    if (isOther || (batch.length && isFull)) break
    batch.push(entry)
  }
  return batch
}

export const toSend = (batch: readonly Entry[]): NumberedOp[] =>
  batch.map(({ n, op }) => ({ n, ...op }))

export function markSent(batch: readonly Entry[]): Work<OutboxState> {
  return async (tables) => {
    const meta = await metaOf(tables)
    const entries = await Promise.all(batch.map(({ n }) => tables.outbox.get(n)))
    await Promise.all(
      entries.map((entry) => entry && tables.outbox.put({ ...entry, isSent: true })),
    )
    return stateOf(tables, meta)
  }
}

// --- Answers ---

/** The same op in the list where its to-do is now. */
export function movedTo(listId: string, op: Op): Op {
  // It is where it should go: what is left of the move is its place there.
  return op.op === 'move' && op.to === listId ? { op: 'order', id: op.id, order: op.order } : op
}

/** Where it is gone, these got what they wanted; or, of `follow`, the tick before it says so. */
const GONE_ANYWAY = new Set<Op['op']>(['trash', 'purge', 'follow'])

function noticeOf({ listId, op }: Draft, title: string, problem: Refusal): NewNotice | null {
  const isGoneAnyway = problem.code === 'not_found' && GONE_ANYWAY.has(op.op)
  return isGoneAnyway ? null : { kind: 'refused', listId, todoId: idOf(op), title, op, problem }
}

function conflictsOf({ listId, op }: Draft, title: string, overwrote: Texts = {}): NewNotice[] {
  if (op.op !== 'patch') return []
  return (['title', 'notes'] as const)
    .filter((field) => overwrote[field] !== undefined)
    .map((field) => {
      const [mine, theirs] = [op.fields?.[field] ?? '', overwrote[field]!]
      return { kind: 'conflict', listId, todoId: op.id, title, field, mine, theirs }
    })
}

async function tell(tables: Tables, meta: Meta, notices: readonly (NewNotice | null)[]) {
  for (const notice of notices) {
    if (notice) await tables.notices.put({ ...notice, key: meta.nextNotice++ })
  }
}

export type NameOf = (draft: Draft) => string

/** Gives what is to be done elsewhere. */
async function settleOne(
  tables: Tables,
  meta: Meta,
  nameOf: NameOf,
  { n, status, problem, overwrote }: PushResult,
): Promise<Draft | void> {
  const entry = await tables.outbox.get(n)
  if (!entry || entry.isConsumed) return
  if (status !== 'refused' || !problem) {
    if (entry.isCovered) await tables.outbox.delete(n)
    else await tables.outbox.put({ ...entry, isConsumed: true })
    return tell(tables, meta, conflictsOf(entry, nameOf(entry), overwrote))
  }
  await tables.outbox.delete(n)
  const listId = problem.code === 'moved' && problem.movedTo
  if (!listId) return tell(tables, meta, [noticeOf(entry, nameOf(entry), problem)])
  return { ...toDraft(entry), listId, op: movedTo(listId, entry.op) }
}

/**
 * These come before all that was made after them. What was never sent may take another number, and
 * all that follow on those that were sent are taken, so that the server finds none missing.
 */
async function putFirst(tables: Tables, meta: Meta, drafts: readonly Draft[]): Promise<void> {
  if (!drafts.length) return
  const unsent = (await tables.outbox.getAll()).filter(({ isSent }) => !isSent)
  meta.nextN = unsent[0]?.n ?? meta.nextN
  for (const { n } of unsent) await tables.outbox.delete(n)
  for (const draft of [...drafts, ...unsent.map(toDraft)]) {
    await tables.outbox.put(numbered(meta, draft))
  }
}

/** The server has consumed ops of this client, up to `last`. */
export function settle(clientId: string, answer: PushAnswer, nameOf: NameOf): Work<OutboxState> {
  return async (tables) => {
    const meta = { ...(await metaOf(tables)) }
    // Another tab has made a new client of us, and these numbers mean nothing any more.
    if (meta.clientId !== clientId) return stateOf(tables, meta)
    const drafts = await Promise.all(
      answer.results.map((result) => settleOne(tables, meta, nameOf, result)),
    )
    await putFirst(
      tables,
      meta,
      drafts.filter((draft) => !!draft),
    )
    return stateOf(tables, meta)
  }
}

/** The server does not know the ops before ours: what it has not consumed, a new client sends. */
export function startOver(clientId: string, last: number): Work<OutboxState> {
  return async (tables) => {
    const meta = { ...(await metaOf(tables)) }
    if (meta.clientId !== clientId) return stateOf(tables, meta)
    const kept = (await tables.outbox.getAll()).filter(({ n }) => n > last)
    await tables.outbox.clear()
    Object.assign(meta, { clientId: uuidv7(), nextN: 1 })
    for (const entry of kept) await tables.outbox.put(numbered(meta, toDraft(entry)))
    return stateOf(tables, meta)
  }
}

/** The server takes this one in no form, nor says what it thinks of it op by op. */
export function giveUp(entry: Entry, problem: Refusal, nameOf: NameOf): Work<OutboxState> {
  return async (tables) => {
    const meta = { ...(await metaOf(tables)) }
    await tables.outbox.delete(entry.n)
    await tell(tables, meta, [noticeOf(entry, nameOf(entry), problem)])
    return stateOf(tables, meta)
  }
}
