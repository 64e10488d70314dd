// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { CreateOp } from '@/api/sync'
import { bytesOf } from '@/lib/limits'
import { CONTEXT, emptyAccount, newId } from './arbitraries'
import { make, planOf, workOf } from './making'
import type { Account, Batch, Plan } from './types'

const NEW_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

const own = (lists: object[]): Plan =>
  planOf('x.json', JSON.stringify({ format: 'doable', version: 1, lists }), CONTEXT)
const home = (todos: object[], more: object = {}) =>
  own([{ id: newId(1), name: 'Home', colour: 'teal', todos, ...more }])
const csv = (...rows: string[]) =>
  planOf('x.csv', ['List,Level,Title', ...rows].join('\n'), CONTEXT)

const creates = (batches: readonly Batch[]) =>
  batches.flatMap(({ ops }) => ops).filter((op): op is CreateOp => op.op === 'create')

async function madeOf(plan: Plan, account: Account): Promise<Account> {
  return make(account, (await workOf(plan, account)).batches)
}

describe('what is made of a plan', () => {
  it('is a list and then what is in it, by ids that look new', async () => {
    const { batches } = await workOf(home([{ id: newId(2), title: 'a' }]), emptyAccount())
    expect(batches).toMatchObject([
      {
        ops: [
          { op: 'createList', name: 'Home', colour: 'teal' },
          { op: 'create', fields: { title: 'a', order: 'a0' } },
        ],
      },
    ])
    const [{ listId, ops }] = batches as [Batch]
    expect([listId, (ops[1] as CreateOp).id]).toEqual([
      expect.stringMatching(NEW_ID),
      expect.stringMatching(NEW_ID),
    ])
  })

  it('goes into the archive last', async () => {
    const plan = home([{ id: newId(2), title: 'a' }], { archived: true })
    const { batches } = await workOf(plan, emptyAccount())
    expect(batches[0]!.ops.map(({ op }) => op)).toEqual(['createList', 'create', 'patchList'])
    expect(batches[0]!.ops[2]).toEqual({ op: 'patchList', fields: { archived: true } })
  })

  it('says when it was made, done and deleted', async () => {
    const at = (day: number) => `2026-11-0${day}T08:00:00.000Z`
    const stamps = { createdAt: at(1), doneAt: at(2), deletedAt: at(3) }
    const plan = home([{ id: newId(2), title: 'a', done: true, ...stamps }, { title: 'b' }])
    const [a, b] = creates((await workOf(plan, emptyAccount())).batches)
    expect(a).toMatchObject({ fields: { title: 'a', done: true }, stamps })
    expect(b).not.toHaveProperty('stamps')
  })

  it('has what is above before what is below, and its order by keys', async () => {
    const plan = home([
      { id: newId(2), title: 'below', parentId: newId(3) },
      { id: newId(3), title: 'above' },
    ])
    const ops = creates((await workOf(plan, emptyAccount())).batches)
    expect(ops.map(({ fields }) => fields)).toEqual([
      { title: 'above', order: 'a1' },
      { title: 'below', order: 'a0', parentId: ops[0]!.id },
    ])
  })

  it('comes behind what is in the Inbox', async () => {
    const plan = own([{ id: 'x', name: 'Inbox', inbox: true, todos: [{ title: 'new' }] }])
    const before = await madeOf(csv('Home,1,old'), emptyAccount())
    const [old] = before.todos
    const listId = before.inboxId
    const account = { ...before, todos: [{ ...old!, listId, order: 'b05' }] }
    const [op] = creates((await workOf(plan, account)).batches)
    expect(op!.fields.order).toBe('b06')
  })

  it('leaves the place to the server where only that knows the last one', async () => {
    const before = await madeOf(csv('Home,1,old'), emptyAccount())
    const account = { ...before, todos: [{ ...[...before.todos][0]!, order: '~000000001' }] }
    const [op] = creates((await workOf(csv('Home,1,old', 'Home,1,new'), account)).batches)
    expect(op!.fields).toEqual({ title: 'new' })
  })

  it('is sent in parts that a push takes', async () => {
    const notes = 'ü'.repeat(8_000)
    const todos = Array.from({ length: 100 }, (_, n) => ({ id: newId(n + 2), title: 'a', notes }))
    const { batches } = await workOf(home(todos), emptyAccount())
    for (const { ops } of batches) expect(bytesOf(JSON.stringify(ops))).toBeLessThan(210 * 1024)
    const light = await workOf(home(todos.map(({ id }) => ({ id, title: 'a' }))), emptyAccount())
    expect(light.batches.map(({ ops }) => ops.length)).toEqual([45, 45, 11])
    expect(batches.flatMap(({ ops }) => ops)).toHaveLength(101)
  })
})

it('an id that stands in two lists is made in the first', async () => {
  const [inbox] = emptyAccount().lists
  const lists = [1, 2].map((n) => ({ ...inbox!, id: newId(n), name: `List ${n}` }))
  const todos = [
    { id: newId(3), title: 'a' },
    { id: newId(4), title: 'b' },
  ]
  const below = { id: newId(5), title: 'c', parentId: newId(3) }
  const plan = own([
    { id: newId(1), name: 'List 1', todos },
    { id: newId(2), name: 'List 2', todos: [...todos, below] },
  ])
  const account = { ...emptyAccount(), lists: [inbox!, ...lists] }
  const made = await madeOf(plan, account)
  expect([...made.todos].map(({ title, listId, parentId }) => [title, listId, parentId])).toEqual([
    ['a', newId(1), null],
    ['b', newId(1), null],
    ['c', newId(2), null],
  ])
})

describe('a file that has changed since', () => {
  it('makes only what is new, in the list that was made before', async () => {
    const account = await madeOf(csv('Home,1,a', 'Home,1,b'), emptyAccount())
    const plan = csv('Other,1,x', 'Home,1,a', 'Home,2,new', 'Home,1,b', 'Home,1,b')
    const { batches, there, created } = await workOf(plan, account)
    expect([there, created]).toEqual([2, 3])
    const after = make(account, batches)
    expect(after.lists.map(({ name }) => name)).toEqual(['Inbox', 'Home', 'Other'])
    const titles = new Map([...after.todos].map(({ id, title }) => [id, title]))
    const below = [...after.todos].find(({ title }) => title === 'new')!
    expect(titles.get(below.parentId!)).toBe('a')
  })

  it('tells apart what was deleted since from what the file has in the trash, too', async () => {
    const deletedAt = '2026-11-20T12:00:00.000Z'
    const plan = home([
      { id: newId(2), title: 'a' },
      { id: newId(3), title: 'b' },
      { id: newId(4), title: 'c', deletedAt },
    ])
    const account = await madeOf(plan, emptyAccount())
    const deleted = [...account.todos].map((todo) =>
      todo.title === 'b' ? todo : { ...todo, deletedAt },
    )
    const work = await workOf(plan, { ...account, todos: deleted })
    expect(work).toMatchObject({ batches: [], created: 0, there: 2, inTrash: 1 })
  })

  it('hangs nothing on what is in the trash by now, or below another one', async () => {
    const account = await madeOf(csv('Home,1,a', 'Home,1,b'), emptyAccount())
    const [a, b] = [...account.todos]
    const trashed = { ...a!, deletedAt: '2026-11-23T12:00:00.000Z' }
    const plan = csv('Home,1,a', 'Home,2,new', 'Home,1,b', 'Home,2,newer')
    const { batches, losses } = await workOf(plan, {
      ...account,
      todos: [trashed, { ...b!, parentId: 'x' }],
    })
    expect(creates(batches).map(({ fields }) => fields.parentId)).toEqual([undefined, undefined])
    expect(losses.map(({ code, where }) => [code, where])).toEqual([
      ['parent', 'new'],
      ['parent', 'newer'],
    ])
  })

  it('of somebody else makes its own', async () => {
    const plan = csv('Home,1,a')
    const other = emptyAccount('7e1f5c0a-93d4-4c02-9b7a-2f3d1c5e8a90')
    const [mine, theirs] = await Promise.all([workOf(plan, emptyAccount()), workOf(plan, other)])
    expect(mine.batches[0]!.listId).not.toBe(theirs.batches[0]!.listId)
  })
})

it('lists stay in the order of the file', async () => {
  const names = ['Zoo', 'Attic', 'Home', 'Market']
  const account = await madeOf(csv(...names.map((name) => `${name},1,a`)), emptyAccount())
  const made = account.lists.filter(({ id }) => id !== account.inboxId)
  expect([...made].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ name }) => name)).toEqual(names)
})

describe('what is gone for ever and wanted once more', () => {
  it('is made by other ids, and the others stay as they are', async () => {
    const plan = csv('Home,1,a', 'Home,1,b')
    const account = await madeOf(plan, emptyAccount())
    const [a, b] = [...account.todos]
    const left = { ...account, todos: [b!] }
    const first = creates((await workOf(plan, left, [a!.id])).batches)
    expect(first.map(({ fields }) => fields.title)).toEqual(['a'])
    expect(first[0]!.id).not.toBe(a!.id)
    const second = creates((await workOf(plan, left, [a!.id, first[0]!.id])).batches)
    expect(new Set([a!.id, first[0]!.id, second[0]!.id]).size).toBe(3)
    const after = make(left, (await workOf(plan, left, [a!.id])).batches)
    expect(await workOf(plan, after, [a!.id])).toMatchObject({ batches: [], there: 2 })
  })

  it('comes back under its parent, also out of our own file', async () => {
    const todos = [
      { id: newId(2), title: 'above' },
      { id: newId(3), title: 'below', parentId: newId(2) },
    ]
    const [inbox] = emptyAccount().lists
    const account = {
      ...emptyAccount(),
      lists: [inbox!, { ...inbox!, id: newId(1), name: 'Home' }],
    }
    const { batches } = await workOf(home(todos), account, [newId(2)])
    const [above, below] = creates(batches)
    expect(above!.id).toMatch(NEW_ID)
    expect([above!.id === newId(2), below!.id]).toEqual([false, newId(3)])
    expect(below!.fields.parentId).toBe(above!.id)
  })

  it('is a list with all that is in it', async () => {
    const plan = csv('Home,1,a')
    const account = await madeOf(plan, emptyAccount())
    const [old] = account.lists.filter(({ id }) => id !== account.inboxId)
    const left = emptyAccount()
    const [batch] = (await workOf(plan, left, [old!.id])).batches
    expect(batch!.listId).not.toBe(old!.id)
    expect(creates([batch!])[0]!.id).not.toBe([...account.todos][0]!.id)
    const after = make(left, [batch!])
    expect(await workOf(plan, after, [old!.id])).toMatchObject({ batches: [], there: 1 })
  })
})
