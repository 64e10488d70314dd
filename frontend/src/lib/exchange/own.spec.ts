// @vitest-environment node
import fc from '@/test/properties'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { applyToTodo } from '@/sync/apply'
import { account, CONTEXT, emptyAccount, newId, SUB } from './arbitraries'
import { writeJson } from './index'
import { fileOf, make, planOf, withoutIds, workOf } from './making'
import { read } from './read'
import type { Account } from './types'

const NOW = '2026-11-23T12:00:00.000Z'

async function importInto(target: Account, text: string): Promise<Account> {
  const { batches } = await workOf(planOf('doable.json', text, CONTEXT), target)
  return make(target, batches)
}

describe('our own format', () => {
  it('gives an empty account all that was exported', async () => {
    await fc.assert(
      fc.asyncProperty(account, async (account) => {
        const text = writeJson(account, NOW)
        const again = writeJson(await importInto(emptyAccount(), text), NOW)
        expect(withoutIds(again)).toEqual(withoutIds(text))
      }),
      { numRuns: 200 },
    )
  })

  it('of long ago gives back its trash, with all the days that are left to restore it', async () => {
    const at = (deletedAt: string) => ({ title: deletedAt, createdAt: NOW, deletedAt })
    const [old, late] = ['2024-02-29T12:00:00.000Z', '2026-11-01T12:00:00.000Z']
    const todos = [
      { ...at(old), id: newId(2) },
      { ...at(old), id: newId(3), parentId: newId(2) },
      { ...at(late), id: newId(4) },
    ]
    const lists = [{ id: newId(1), name: 'Home', todos }]
    const text = JSON.stringify({ format: 'doable', version: 1, lists })
    const made = [...(await importInto(emptyAccount(), text)).todos]
    expect(made.map(({ deletedAt }) => deletedAt)).toEqual([NOW, late, NOW])
    expect(made[2]!.parentId).toBe(made[0]!.id)
  })

  it('is shown at once as the server makes it', async () => {
    await fc.assert(
      fc.asyncProperty(account, async (account) => {
        const plan = planOf('doable.json', writeJson(account, NOW), CONTEXT)
        const { batches } = await workOf(plan, emptyAccount())
        const { todos } = make(emptyAccount(), batches)
        const about = { n: 1, at: NOW, by: SUB }
        const shown = batches.flatMap(({ listId, ops }) =>
          ops.flatMap((op) =>
            op.op === 'create' ? [{ ...applyToTodo(undefined, listId, op, about), seq: 1 }] : [],
          ),
        )
        expect(shown).toEqual([...todos])
      }),
      { numRuns: 100 },
    )
  })

  it('is within the limits, so that nothing is lost', () => {
    fc.assert(
      fc.property(account, (account) => {
        const plan = planOf('doable.json', writeJson(account, NOW), CONTEXT)
        expect(plan).toMatchObject({ losses: [], total: [...account.todos].length })
      }),
      { numRuns: 200 },
    )
  })

  it('imported where it comes from makes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(account, async (account) => {
        const plan = planOf('doable.json', writeJson(account, NOW), CONTEXT)
        const { batches, there } = await workOf(plan, account)
        expect([batches, there]).toEqual([[], plan.total])
      }),
      { numRuns: 100 },
    )
  })

  it('brings back what is gone without a trace, by its id', async () => {
    await fc.assert(
      fc.asyncProperty(account, fc.nat(), async (account, n) => {
        const todos = [...account.todos]
        fc.pre(todos.length > 0)
        const lost = todos[n % todos.length]!
        const left = { ...account, todos: todos.filter(({ id }) => id !== lost.id) }
        const found = await importInto(left, writeJson(account, NOW))
        const { title, due, tags, deletedAt } = lost
        const back = [...found.todos].find(({ id }) => id === lost.id)
        expect(back).toMatchObject({ title, due, tags, deletedAt, listId: lost.listId })
      }),
      { numRuns: 100 },
    )
  })

  it('imported twice, or broken off and begun again, makes nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(account, fc.nat(), async (account, n) => {
        const text = writeJson(account, NOW)
        const target = emptyAccount()
        const plan = planOf('doable.json', text, CONTEXT)
        const { batches, created } = await workOf(plan, target)
        const broken = make(target, batches.slice(0, n % (batches.length + 1)))
        const whole = await importInto(broken, text)
        expect([...whole.todos]).toHaveLength(created)
        expect((await workOf(plan, whole)).batches).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  it('makes what the server still knows as deleted by another id, once', async () => {
    await fc.assert(
      fc.asyncProperty(account, fc.nat(), async (account, n) => {
        const todos = [...account.todos]
        fc.pre(todos.length > 0)
        const gone = [todos[n % todos.length]!.id]
        const left = { ...account, todos: todos.filter(({ id }) => !gone.includes(id)) }
        const plan = planOf('doable.json', writeJson(account, NOW), CONTEXT)
        const found = make(left, (await workOf(plan, left, gone)).batches)
        expect([...found.todos]).toHaveLength(todos.length)
        expect([...found.todos].some(({ id }) => gone.includes(id))).toBe(false)
        expect((await workOf(plan, found, gone)).batches).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  it('copies the list of somebody else, as the person may not put anything back there', async () => {
    const [inbox] = emptyAccount().lists
    const shared = { ...inbox!, id: newId(1), name: 'Shared', role: 'viewer' as const }
    const target = { ...emptyAccount(), lists: [inbox!, shared] }
    const todo = { id: newId(2), title: 'Ours', createdAt: NOW }
    const lists = [{ id: shared.id, name: 'Shared', todos: [todo] }]
    const text = JSON.stringify({ format: 'doable', version: 1, lists })
    const made = await importInto(target, text)
    expect(made.lists.map(({ name, role }) => [name, role])).toEqual([
      ['Inbox', 'owner'],
      ['Shared', 'viewer'],
      ['Shared', 'owner'],
    ])
    expect([...made.todos].map(({ id }) => id)).not.toContain(todo.id)
  })

  it('is written the same whatever order things come in', () => {
    fc.assert(
      fc.property(account, (account) => {
        const { lists, todos } = account
        const turned = { ...account, lists: lists.toReversed(), todos: [...todos].reverse() }
        expect(writeJson(turned, NOW)).toBe(writeJson(account, NOW))
      }),
      { numRuns: 50 },
    )
  })

  it('of a later version is not read in part', () => {
    const text = JSON.stringify({ format: 'doable', version: 2, lists: [] })
    expect(read(fileOf('x.json', text), CONTEXT)).toEqual({ problem: 'newer' })
  })

  it('is read as docs/export.md shows it', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../../docs/export.md'), 'utf8')
    const example = page.split('```json\n')[1]!.split('```')[0]!
    const plan = planOf('doable.json', example, CONTEXT)
    expect(plan.losses).toEqual([])
    expect(plan.lists.map(({ name, todos }) => [name, todos.length])).toEqual([
      ['Inbox', 1],
      ['Home', 3],
    ])
  })
})

describe('who is to do it', () => {
  const todo = { id: newId(2), title: 'Ours', assignee: SUB, createdAt: NOW }
  const lists = [{ id: newId(1), name: 'Home', todos: [todo] }]
  const plan = planOf('x.json', JSON.stringify({ format: 'doable', version: 1, lists }), CONTEXT)

  it('is told where that is no member', async () => {
    const stranger = emptyAccount('7e1f5c0a-93d4-4c02-9b7a-2f3d1c5e8a90')
    const { batches, losses } = await workOf(plan, stranger)
    expect(losses).toEqual([{ code: 'assignee', where: 'Ours', text: SUB }])
    expect(JSON.stringify(batches)).not.toContain(SUB)
  })

  it('is kept where the person is', async () => {
    const { batches, losses } = await workOf(plan, emptyAccount())
    expect(losses).toEqual([])
    expect(batches[0]!.ops[1]).toMatchObject({ fields: { title: 'Ours', assignee: SUB } })
  })
})
