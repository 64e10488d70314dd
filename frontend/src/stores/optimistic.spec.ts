import { describe, expect, it, vi } from 'vitest'
import { createOptimistic, type Change } from './optimistic'

interface Item {
  id: string
  seq: number
  done: boolean
  title: string
}

const item = (patch: Partial<Item> = {}): Item => ({
  id: 'a',
  seq: 1,
  done: false,
  title: 'Milk',
  ...patch,
})

/** A server whose answers the test gives one by one. */
function createServer() {
  const asked: { patch: Partial<Item>; answer: (item?: Item) => void; fail: () => void }[] = []
  const change = (patch: Partial<Item> | null, more: Partial<Change<Item>> = {}): Change<Item> => ({
    patch,
    send: (sent) =>
      new Promise<Item | void>((answer, reject) =>
        asked.push({ patch: sent, answer, fail: () => reject(new Error('no')) }),
      ),
    ...more,
  })
  return { asked, change }
}

const settle = () => new Promise((resolve) => setTimeout(resolve))

describe('an optimistic change', () => {
  it('shows at once and stays when the server agrees', async () => {
    const engine = createOptimistic<Item>()
    const { asked, change } = createServer()
    engine.receive([item()], 0)
    const saved = engine.push('a', 'l', change({ done: true }))
    expect(engine.items.value.get('a')!.done).toBe(true)
    await settle()
    asked[0]!.answer(item({ done: true, seq: 2 }))
    await saved
    expect(engine.items.value.get('a')).toEqual(item({ done: true, seq: 2 }))
  })

  it('is put back when the server refuses, under what came after it', async () => {
    const engine = createOptimistic<Item>()
    const { asked, change } = createServer()
    engine.receive([item()], 0)
    const ticked = engine.push('a', 'l', change({ done: true }))
    await settle()
    void engine.push('a', 'l', change({ title: 'Oat milk' }))
    asked[0]!.fail()
    await expect(ticked).rejects.toThrow('no')
    expect(engine.items.value.get('a')).toMatchObject({ done: false, title: 'Oat milk' })
  })

  it('of the same kind waits, and is sent as one: the last state wins', async () => {
    const engine = createOptimistic<Item>()
    const { asked, change } = createServer()
    engine.receive([item()], 0)
    for (const done of [true, false, true, false]) {
      void engine.push('a', 'l', change({ done }, { merge: 'patch' }))
      if (done) await settle()
    }
    expect(asked).toHaveLength(1)
    asked[0]!.answer(item({ done: true, seq: 2 }))
    await settle()
    expect(asked.map(({ patch }) => patch.done)).toEqual([true, false])
    asked[1]!.answer(item({ done: false, seq: 3 }))
    await settle()
    expect(engine.items.value.get('a')!.done).toBe(false)
  })

  it('takes everything after it along when it was the creation', async () => {
    const engine = createOptimistic<Item>()
    const { asked, change } = createServer()
    const made = engine.push('a', 'l', change(item(), { creates: true }))
    const ticked = engine.push('a', 'l', change({ done: true }))
    const both = Promise.allSettled([made, ticked])
    await settle()
    asked[0]!.fail()
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(engine.items.value.size).toBe(0)
    expect(asked).toHaveLength(1)
  })

  it('of one lane is sent after the one before', async () => {
    const engine = createOptimistic<Item>()
    const { asked, change } = createServer()
    for (const id of ['a', 'b', 'c']) void engine.push(id, 'l', change(item({ id })))
    await settle()
    expect(asked.map(({ patch }) => patch.id)).toEqual(['a'])
    asked[0]!.answer()
    await settle()
    expect(asked.map(({ patch }) => patch.id)).toEqual(['a', 'b'])
  })

  it('tells how many are on their way', async () => {
    const started = vi.fn()
    const settled = vi.fn()
    const engine = createOptimistic<Item>({ started, settled })
    const { asked, change } = createServer()
    engine.push('a', 'l', change(item(), { creates: true })).catch(() => {})
    engine.push('a', 'l', change({ done: true })).catch(() => {})
    await settle()
    asked[0]!.fail()
    await settle()
    expect(started).toHaveBeenCalledTimes(2)
    expect(settled.mock.calls).toEqual([[false], [false]])
  })
})

describe('a reload', () => {
  it('does not overwrite what is waiting to be sent', async () => {
    const engine = createOptimistic<Item>()
    const { change } = createServer()
    engine.receive([item()], 0)
    void engine.push('a', 'l', change({ done: true }))
    engine.receive([item({ title: 'Milk!', seq: 2 })], engine.now())
    expect(engine.items.value.get('a')).toMatchObject({ title: 'Milk!', done: true })
  })

  it('that began before a change was made and answered is too old to count', async () => {
    const engine = createOptimistic<Item>()
    const { asked, change } = createServer()
    engine.receive([item()], 0)
    const since = engine.now()
    const saved = engine.push('a', 'l', change({ done: true }))
    await settle()
    asked[0]!.answer()
    await saved
    engine.receive([item()], since)
    engine.retain(new Set(), () => true, since)
    expect(engine.items.value.get('a')!.done).toBe(true)
  })

  it('forgets what the server no longer has', () => {
    const engine = createOptimistic<Item>()
    engine.receive([item(), item({ id: 'b' })], 0)
    engine.retain(new Set(['a']), () => true, engine.now())
    expect([...engine.items.value.keys()]).toEqual(['a'])
  })

  it('never goes back to an older version', () => {
    const engine = createOptimistic<Item>()
    engine.receive([item({ seq: 5, title: 'New' })], 0)
    engine.receive([item({ seq: 4, title: 'Old' })], 0)
    expect(engine.items.value.get('a')!.title).toBe('New')
  })
})
