import { describe, expect, it } from 'vitest'
import type { Op } from '@/api/sync'
import { INBOX } from '@/test/fakeServer'
import { createMemory } from './memory'
import { markSent, mergePatches, nextBatch, writeDown } from './outbox'
import { begin } from './reading'
import type { Entry } from './rows'

const AT = '2026-12-01T00:00:00.000Z'
const title = (text: string, id = 'milk'): Op => ({ op: 'patch', id, fields: { title: text } })
const tick = (id = 'milk'): Op => ({ op: 'tick', id, done: true })

function entry(n: number, more: Partial<Entry> = {}): Entry {
  return { n, listId: INBOX, op: tick(), at: AT, isSent: false, isConsumed: false, ...more }
}

async function kept(...ops: Op[]) {
  const db = createMemory()
  await db.run(begin)
  const write = (op: Op) => db.run(writeDown([{ listId: INBOX, op, at: AT }]))
  for (const op of ops) await write(op)
  return { db, write, entries: () => db.run((tables) => tables.outbox.getAll()) }
}

describe('one patch of two', () => {
  const patch = (more: object) => ({ op: 'patch' as const, id: 'milk', ...more })

  it('has the fields of both, and the later value', () => {
    const merged = mergePatches(
      patch({ fields: { title: 'A', notes: 'x' } }),
      patch({ fields: { title: 'B' } }),
    )
    expect(merged).toEqual(patch({ fields: { title: 'B', notes: 'x' } }))
  })

  it('keeps what was seen first', () => {
    const merged = mergePatches(
      patch({ fields: { title: 'A' }, was: { title: 'Milk' } }),
      patch({ fields: { title: 'B', notes: 'n' }, was: { title: 'A', notes: '' } }),
    )
    expect(merged.was).toEqual({ title: 'Milk', notes: '' })
  })

  it('ends with the tags that two would have left', () => {
    const merged = mergePatches(
      patch({ addTags: ['a', 'b'], removeTags: ['c'] }),
      patch({ addTags: ['c'], removeTags: ['a'] }),
    )
    expect(merged).toEqual(patch({ fields: {}, addTags: ['b', 'c'], removeTags: ['a'] }))
  })

  it('does not bring a time back that went with its day', () => {
    const merged = mergePatches(patch({ fields: { due: null } }), patch({ fields: { due: 'd' } }))
    expect(merged.fields).toEqual({ due: 'd', dueTime: null })
  })

  it('leaves no time behind without its day', () => {
    const timed = patch({ fields: { due: 'd', dueTime: '17:00' } })
    const merged = mergePatches(timed, patch({ fields: { due: null } }))
    expect(merged.fields).toEqual({ due: null, dueTime: null })
  })
})

describe('a patch that waits', () => {
  it('takes in the next one of the same to-do', async () => {
    const { entries } = await kept(title('A'), tick('tea'), title('B'))
    expect((await entries()).map(({ n, op }) => [n, op])).toEqual([
      [1, expect.objectContaining({ fields: { title: 'B' } })],
      [2, tick('tea')],
    ])
  })

  it('takes in nothing over another op on that to-do', async () => {
    const { entries } = await kept(title('A'), tick(), title('B'))
    expect((await entries()).map(({ n }) => n)).toEqual([1, 2, 3])
  })

  it('takes in nothing once it may have been sent', async () => {
    const { db, write, entries } = await kept(title('A'))
    await db.run(markSent(await entries()))
    await write(title('B'))
    expect((await entries()).map(({ op }) => op)).toEqual([title('A'), title('B')])
  })

  it('takes in no parent, which may have been made since', async () => {
    const child: Op = { op: 'patch', id: 'milk', fields: { parentId: 'tea' } }
    const { entries } = await kept(title('A'), child)
    expect(await entries()).toHaveLength(2)
  })
})

describe('what is sent next', () => {
  const numbers = (batch: Entry[]) => batch.map(({ n }) => n)

  it('is of one list, in order', () => {
    const other = { listId: 'home' }
    const entries = [entry(1), entry(2), entry(3, other), entry(4)]
    expect(numbers(nextBatch(entries))).toEqual([1, 2])
  })

  it('passes over what was answered', () => {
    expect(numbers(nextBatch([entry(1, { isConsumed: true }), entry(2)]))).toEqual([2])
  })

  it('is what was sent before, as it was, when that was not answered', () => {
    expect(numbers(nextBatch([entry(1, { isSent: true }), entry(2)]))).toEqual([1])
  })

  it('is at most 45 ops', () => {
    const entries = Array.from({ length: 60 }, (_, index) => entry(index + 1))
    expect(nextBatch(entries)).toHaveLength(45)
  })

  it('is at most 200 KB, but for a single one', () => {
    const notes = (length: number) => ({
      op: { op: 'patch', id: 'milk', fields: { notes: 'é'.repeat(length) } } as Op,
    })
    const entries = [1, 2, 3].map((n) => entry(n, notes(45_000)))
    expect(numbers(nextBatch(entries))).toEqual([1, 2])
    expect(numbers(nextBatch([entry(1, notes(150_000)), entry(2)]))).toEqual([1])
  })

  it('is nothing when nothing waits', () => {
    expect(nextBatch([])).toEqual([])
  })
})
