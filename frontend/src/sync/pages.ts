import type { ListChanges, PullAnswer, PullRequest } from '@/api/sync'
import type { Member, Todo } from '@/api/types'
import { metaOf } from './outbox'
import { NONE, prune, type Pruned } from './prune'
import { idOf, isWaiting, type Entry, type ListRow, type Meta } from './rows'
import type { Tables, Work } from './rows'
import { movedTo } from './sending'

/** What a page changed, for memory to follow. */
export interface Delivered {
  row: ListRow
  /** The cursor that it started from. */
  from: number
  todos: Todo[]
  gone: string[]
}

export interface PageResult {
  meta: Meta
  entries: Entry[]
  delivered: Delivered[]
  dropped: string[]
  /** There is something to ask for again, or another page. */
  isMore: boolean
  /** The device is ahead of who asked, and some of this page came too late to be used. */
  isLate: boolean
}

export function requestOf(meta: Meta, rows: Iterable<ListRow>): PullRequest {
  const { clientId, epoch, syncedAt } = meta
  const known = [...rows].filter(({ cursor }) => cursor > 0)
  const cursors = Object.fromEntries(known.map(({ id, cursor }) => [id, cursor]))
  return { clientId, ...(epoch && { epoch, syncedAt }), cursors }
}

function membersOf(row: ListRow | undefined, changes: ListChanges): Member[] {
  const known = changes.everybody ? [] : row?.members
  const members = new Map(known?.map((member) => [member.id, member]))
  for (const { id, role, name } of changes.members) {
    if (role) members.set(id, { id, role, name })
    else members.delete(id)
  }
  return [...members.values()]
}

async function keepList(
  tables: Tables,
  changes: ListChanges,
  from: number,
): Promise<Delivered | null> {
  const { id, role, cursor, info, todos, gone } = changes
  const row = await tables.lists.get(id)
  if ((row?.cursor ?? 0) !== from) return null
  const known = { info: info ?? row?.info ?? null, members: membersOf(row, changes) }
  const next = { id, role, cursor, ...known }
  await Promise.all([
    tables.lists.put(next),
    ...todos.map((todo) => tables.todos.put(todo)),
    ...gone.map((todo) => tables.todos.delete([id, todo.id])),
  ])
  return { row: next, from, todos, gone: gone.map((todo) => todo.id) }
}

async function dropList(tables: Tables, id: string, from: number): Promise<boolean> {
  const row = await tables.lists.get(id)
  if (row?.cursor !== from) return false
  await Promise.all([tables.lists.delete(id), tables.todos.deleteList(id)])
  return true
}

/**
 * What was not sent yet goes where the to-do went. What was sent waits to hear so by itself, and so does
 * what comes after a move of ours, by which the to-do may be back by then.
 */
async function followMoves(tables: Tables, lists: readonly ListChanges[]): Promise<void> {
  const moves = lists.flatMap(({ id: from, gone }) =>
    gone.flatMap(({ id, movedTo: to }) => (to ? [{ from, id, to }] : [])),
  )
  if (!moves.length) return
  const onTheirWay = new Set<string | null>()
  for (const entry of (await tables.outbox.getAll()).filter(isWaiting)) {
    const todoId = idOf(entry.op)
    const move = moves.find(({ from, id }) => from === entry.listId && id === todoId)
    const isFirst = !onTheirWay.has(todoId)
    if (entry.op.op === 'move') onTheirWay.add(todoId)
    if (!move || !isFirst || entry.isSent || !(await tables.lists.get(move.to))) continue
    await tables.outbox.put({ ...entry, listId: move.to, op: movedTo(move.to, entry.op) })
  }
}

/** What ops up to `last` did is in the copy now. Those that we have no answer to may have been refused. */
async function cover(tables: Tables, last: number): Promise<void> {
  const covered = (await tables.outbox.getAll()).filter(({ n }) => n <= last)
  await Promise.all(
    covered.map((entry) =>
      entry.isConsumed
        ? tables.outbox.delete(entry.n)
        : tables.outbox.put({ ...entry, isCovered: true }),
    ),
  )
}

/** All that there was to tell has come. */
async function complete(tables: Tables, meta: Meta, last: number): Promise<Pruned> {
  meta.isWhole = true
  await cover(tables, last)
  return prune(tables, meta)
}

/** Everything from the start, but for what the server does not know of: that goes again, as it is. */
async function reset(tables: Tables, meta: Meta, last: number): Promise<PageResult> {
  const dropped = (await tables.lists.getAll()).map(({ id }) => id)
  await Promise.all([tables.lists.clear(), tables.todos.clear(), cover(tables, last)])
  for (const entry of await tables.outbox.getAll()) {
    if (entry.n > last) {
      await tables.outbox.put({ ...entry, isConsumed: false, isCovered: false })
    }
  }
  const next = { ...meta, isWhole: false }
  return finish(tables, next, { delivered: [], dropped, isMore: true, isLate: false })
}

async function finish(tables: Tables, meta: Meta, rest: Omit<PageResult, 'meta' | 'entries'>) {
  await tables.meta.put(meta)
  return { meta, entries: await tables.outbox.getAll(), ...rest }
}

/**
 * Takes in one page, as one transaction. A list that is not where it was when we asked has heard
 * of something newer, so this page's part of it is let go, and asked for again.
 */
export function takeIn(request: PullRequest, answer: PullAnswer): Work<PageResult> {
  return async (tables) => {
    const before = await metaOf(tables)
    if (before.clientId !== request.clientId || before.epoch !== request.epoch) {
      return finish(tables, before, { delivered: [], dropped: [], isMore: true, isLate: true })
    }
    const { epoch, syncedAt, inboxId, last } = answer
    const meta = { ...before, epoch, syncedAt, inboxId }
    if (answer.reset) return reset(tables, meta, last ?? 0)
    const cursorOf = (id: string) => request.cursors[id] ?? 0
    const kept = await Promise.all(
      answer.lists.map((list) => keepList(tables, list, cursorOf(list.id))),
    )
    const isDropped = await Promise.all(
      answer.purge.map((id) => dropList(tables, id, cursorOf(id))),
    )
    await followMoves(tables, answer.lists)
    const isLate = kept.includes(null)
    const isMore = answer.more || isLate
    const old = isMore ? NONE : await complete(tables, meta, last ?? 0)
    const came = kept.filter((one) => one !== null)
    return finish(tables, meta, {
      delivered: [...came.filter(({ row }) => !old.dropped.includes(row.id)), ...old.delivered],
      dropped: [...answer.purge.filter((_, index) => isDropped[index]), ...old.dropped],
      isMore,
      isLate,
    })
  }
}
