import { beforeEach, describe, expect, it } from 'vitest'
import type { Op } from '@/api/sync'
import { INBOX, makeTodo } from '@/test/fakeServer'
import { createMemory } from './memory'
import { newMeta, rescue, type Held, type Keep } from './reading'
import type { Database, Entry } from './rows'

const AT = '2026-12-01T00:00:00.000Z'
const tick = (id: string): Op => ({ op: 'tick', id, done: true })

const NEW = { isSent: false, isConsumed: false, isCovered: false }

function entry(n: number, op: Op, more: Partial<Entry> = {}): Entry {
  return { n, listId: INBOX, op, at: `${AT}-${n}`, ...NEW, ...more }
}

let db: Database
let held: Held

beforeEach(() => {
  db = createMemory()
  held = {
    meta: { ...newMeta(), clientId: 'ours', nextN: 4, isWhole: true },
    entries: [
      entry(1, tick('a'), { isSent: true, isConsumed: true }),
      entry(2, tick('b'), { isSent: true }),
      entry(3, tick('c')),
    ],
    notices: [],
    rows: [{ id: INBOX, cursor: 7, role: 'owner', members: [], info: null }],
    todos: [makeTodo({ id: 'a' })],
  }
})

const save = (keep: Keep = 'numbers') => db.run(rescue(held, keep))
const kept = () =>
  db.run(async ({ meta, outbox, todos, lists }) => ({
    meta: await meta.get(),
    entries: await outbox.getAll(),
    todos: await todos.getAll(),
    rows: await lists.getAll(),
  }))

describe('a device that has lost everything', () => {
  it('gets all of it again', async () => {
    expect(await save()).toEqual([])
    const { meta, entries, todos, rows } = held
    expect(await kept()).toEqual({ meta, entries, todos, rows })
  })
})

describe('another place than the one that is lost', () => {
  it('makes what waits anew, as another client', async () => {
    expect((await save('changes')).map(({ op }) => op)).toEqual([tick('b'), tick('c')])
    const { meta, entries, todos } = await kept()
    expect(meta).toMatchObject({ nextN: 1, isWhole: true })
    expect(meta!.clientId).not.toBe('ours')
    expect([entries, todos]).toEqual([[], held.todos])
  })

  it('makes nothing anew that the copy shows', async () => {
    held.entries[1]!.isCovered = true
    expect((await save('changes')).map(({ op }) => op)).toEqual([tick('c')])
  })

  it('leaves what waits to who has it', async () => {
    expect(await save('nothing')).toEqual([])
    expect((await kept()).entries).toEqual([])
  })
})

describe('a device to which another tab was first', () => {
  const fill = (meta: object, entries: Entry[]) =>
    db.run(async (tables) => {
      await tables.meta.put({ ...held.meta, ...meta })
      for (const one of entries) await tables.outbox.put(one)
    })

  it('gets what that tab did not know', async () => {
    await fill({ nextN: 3 }, held.entries.slice(0, 2))
    expect(await save()).toEqual([])
    expect(await kept()).toMatchObject({ meta: { nextN: 4 }, entries: held.entries })
  })

  it('gives a new number to what has none to itself any more', async () => {
    const other = entry(3, tick('d'), { at: 'later' })
    await fill({ nextN: 4 }, [...held.entries.slice(0, 2), other])
    expect((await save()).map(({ op }) => op)).toEqual([tick('c')])
    expect((await kept()).entries.at(-1)).toEqual(other)
  })

  it('gives out no number again of which nothing is left', async () => {
    held.entries = []
    await fill({ nextN: 2 }, [])
    expect(await save()).toEqual([])
    expect(await kept()).toMatchObject({ meta: { nextN: 4 }, entries: [] })
  })

  it('gets nothing again that was done by now', async () => {
    await fill({ nextN: 4 }, [])
    expect(await save()).toEqual([])
    expect((await kept()).entries).toEqual([])
  })

  it('hears of all that waits when it is another client by now', async () => {
    await fill({ clientId: 'new', nextN: 1 }, [])
    expect((await save()).map(({ op }) => op)).toEqual([tick('b'), tick('c')])
  })
})
