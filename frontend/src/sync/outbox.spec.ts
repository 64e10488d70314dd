import { describe, expect, it } from 'vitest'
import type { Op } from '@/api/sync'
import { INBOX } from '@/test/fakeServer'
import { createMemory } from './memory'
import { mergePatches, writeDown } from './outbox'
import { markSent, nextBatch, settle, startOver } from './sending'
import { begin } from './reading'
import type { Entry } from './rows'

const AT = '2026-12-01T00:00:00.000Z'
const title = (text: string, id = 'milk'): Op => ({ op: 'patch', id, fields: { title: text } })
const tick = (id = 'milk'): Op => ({ op: 'tick', id, done: true })

const NEW = { isSent: false, isConsumed: false, isCovered: false }

function entry(n: number, more: Partial<Entry> = {}): Entry {
  return { n, listId: INBOX, op: tick(), at: AT, ...NEW, ...more }
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

  it.each<[string, object]>([
    ['a parent, which may have been made since', { fields: { parentId: 'tea' } }],
    ['a field that may be refused', { fields: { title: 'B', due: '2026-12-01' } }],
    ['tags, of which there may be too many', { fields: { title: 'B' }, addTags: ['b'] }],
    ['tags that go', { removeTags: ['b'] }],
  ])('takes in nothing but what was typed: not %s', async (_, more) => {
    const other = { op: 'patch', id: 'milk', ...more } as Op
    expect(await (await kept(title('A'), other)).entries()).toHaveLength(2)
    expect(await (await kept(other, title('A'))).entries()).toHaveLength(2)
  })
})

describe('a new client', () => {
  async function old() {
    const { db, entries } = await kept(tick('a'), tick('b'), tick('c'))
    await db.run(markSent(await entries()))
    const { clientId } = (await db.run((tables) => tables.meta.get()))!
    return { db, entries, clientId }
  }

  it('numbers from 1 what the server has not consumed, as never sent', async () => {
    const { db, entries, clientId } = await old()
    const { meta } = await db.run(startOver(clientId, 1))
    expect(meta.clientId).not.toBe(clientId)
    expect(meta.nextN).toBe(3)
    expect(await entries()).toEqual([entry(1, { op: tick('b') }), entry(2, { op: tick('c') })])
  })

  it('is made once, by whichever tab hears first that it must be', async () => {
    const { db, entries, clientId } = await old()
    const first = await db.run(startOver(clientId, 1))
    const second = await db.run(startOver(clientId, 1))
    expect(second.meta.clientId).toBe(first.meta.clientId)
    expect(await entries()).toHaveLength(2)
  })

  it('takes no answer that was meant for the old one', async () => {
    const { db, entries, clientId } = await old()
    await db.run(startOver(clientId, 1))
    const results = [{ n: 2, status: 'applied' as const }]
    await db.run(settle(clientId, { last: 2, results }, () => ''))
    expect((await entries()).map(({ isConsumed }) => isConsumed)).toEqual([false, false])
  })
})

it('tells of an answer once, also when two tabs hear it', async () => {
  const { db } = await kept(title('Mine'))
  const { clientId } = (await db.run((tables) => tables.meta.get()))!
  const overwrote = { title: 'Theirs' }
  const answer = { last: 1, results: [{ n: 1, status: 'applied' as const, overwrote }] }
  await db.run(settle(clientId, answer, () => 'Milk'))
  const { notices } = await db.run(settle(clientId, answer, () => 'Milk'))
  expect(notices).toHaveLength(1)
})

it('keeps nothing of an op that was shown before its answer came, once that is here', async () => {
  const { db, entries } = await kept(tick('a'), tick('b'))
  const { meta } = await db.run(markSent(await entries()))
  for (const one of await entries()) {
    await db.run((tables) => tables.outbox.put({ ...one, isCovered: true }))
  }
  const problem = { code: 'forbidden', title: 'No', detail: 'No' }
  const results = [
    { n: 1, status: 'repeated' as const },
    { n: 2, status: 'refused' as const, problem },
  ]
  const { notices } = await db.run(settle(meta.clientId, { last: 2, results }, () => ''))
  expect(await entries()).toEqual([])
  expect(notices).toMatchObject([{ kind: 'refused', op: tick('b') }])
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

  it('has no gap in its numbers', () => {
    expect(numbers(nextBatch([entry(1), entry(2), entry(4)]))).toEqual([1, 2])
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
