import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { followId } from '@/api/ids'
import { createTodoActions } from '@/composables/todoActions'
import { forgetTyped } from '@/composables/useAccount'
import { todayLocal } from '@/lib/days'
import { followOp } from '@/lib/recurrence'
import { eventually } from '@/test/eventually'
import { createFakeServer, INBOX, makeTodo, type FakeServer } from '@/test/fakeServer'
import { openSync, untilSynced as untilQuiet } from '@/test/mountPage'
import type { Sync } from '@/sync'
import { useChangesStore } from './changes'
import { useHistoryStore } from './history'
import { useListsStore } from './lists'
import { useTodosStore } from './todos'

const HOME = 'home'
let server: FakeServer
let sync: Sync

const todos = () => useChangesStore()
const one = (id: string) => useTodosStore().byId(id)!

async function untilSynced(): Promise<void> {
  await sync.syncNow()
  await untilQuiet(sync)
}

function reload(): void {
  window.dispatchEvent(new Event('pagehide'))
  setActivePinia(createPinia())
}

beforeEach(async () => {
  sessionStorage.clear()
  const seed = ['One', 'Two', 'Three'].map((id, index) =>
    makeTodo({
      id,
      title: id,
      listId: HOME,
      order: `a${index}`,
      tags: ['old'],
      due: '2026-12-01',
      dueTime: '09:00',
    }),
  )
  const child = makeTodo({
    id: 'Child',
    title: 'Child',
    listId: HOME,
    order: 'a5',
    parentId: 'One',
  })
  server = createFakeServer({ lists: [{ id: HOME, name: 'Home' }], todos: [...seed, child] })
  sync = openSync(server)
  setActivePinia(createPinia())
  await eventually(() => expect(sync.isReady.value).toBe(true))
})

afterEach(() => {
  sync.close()
  vi.useRealTimers()
})

/** All that a person sees; of a to-do in the trash only that it is there. */
function seen() {
  const lists = useListsStore().all.map(({ id, name, archived }) => ({ id, name, archived }))
  const all = [...sync.todos.value.values()].map(({ id, deletedAt, ...todo }) => {
    const { title, notes, done, due, dueTime, priority, tags, order, parentId, listId } = todo
    if (deletedAt) return { id, deleted: true }
    return {
      id,
      title,
      notes,
      done,
      due,
      dueTime,
      priority,
      tags: [...tags].sort(),
      order,
      parentId,
      listId,
    }
  })
  const shown = all.filter((todo) => !('deleted' in todo))
  return JSON.stringify([lists, shown.sort((a, b) => (a.id < b.id ? -1 : 1))])
}

const CHANGES: [string, () => void][] = [
  ['add', () => todos().add(HOME, { title: 'Four', due: '2026-12-24' })],
  ['patch', () => todos().patch(one('One'), { title: 'Uno', notes: 'so', priority: 1 })],
  ['clear the day, and with it the time', () => todos().patch(one('One'), { due: null })],
  ['tag', () => todos().addTag(one('One'), 'new')],
  ['untag', () => todos().removeTag(one('One'), 'old')],
  ['tick', () => todos().tick(one('One'), true)],
  ['delete', () => todos().trashOne(one('One'))],
  ['step', () => todos().step(one('Three'), -1)],
  ['indent', () => todos().indent(one('Three'))],
  ['outdent', () => todos().outdent(one('Child'))],
  ['move with what hangs on it', () => todos().moveTo(one('One'), INBOX)],
  [
    'place in another list',
    () => todos().place([one('Two')], { listId: INBOX, parentId: null, index: 0 }),
  ],
  ['make a list', () => useChangesStore().createList('Work', 'teal')],
  ['rename a list', () => useChangesStore().updateList(HOME, { name: 'House' })],
  ['delete a list', () => useChangesStore().removeList(HOME)],
  [
    'several at once',
    () => {
      todos().patch(one('One'), { due: '2027-01-01' })
      todos().patch(one('One'), { due: '2027-01-02' })
      todos().moveTo(one('One'), INBOX)
      todos().tick(one('One'), true)
      todos().trashOne(one('Two'))
    },
  ],
]

describe.each(CHANGES)('%s', (_, act) => {
  it.each([
    ['at once', () => {}],
    ['after a reload', reload],
  ])('is taken back and done again %s, here and on the server', async (_when, meanwhile) => {
    const history = () => useHistoryStore()
    const before = seen()
    history().run('It', act)
    const after = seen()
    meanwhile()
    expect(after).not.toBe(before)
    expect(history().undo()?.said).toBe('It')
    expect(seen()).toBe(before)
    await untilSynced()
    expect(seen()).toBe(before)
    meanwhile()
    history().redo()
    expect(seen()).toBe(after)
    history().undo()
    await untilSynced()
    expect(seen()).toBe(before)
    expect(sync.notices.value).toEqual([])
  })
})

describe('steps', () => {
  it('are taken back from the last one on, and not beyond the first', () => {
    const history = useHistoryStore()
    history.run('A', () => todos().tick(one('One'), true))
    history.run('B', () => todos().tick(one('Two'), true))
    expect([history.undo()?.said, history.undo()?.said, history.undo()]).toEqual(['B', 'A', null])
    expect([history.redo()?.said, history.redo()?.said, history.redo()]).toEqual(['A', 'B', null])
  })

  it('cannot be done again once something else was done', () => {
    const history = useHistoryStore()
    history.run('A', () => todos().tick(one('One'), true))
    history.undo()
    history.run('B', () => todos().tick(one('Two'), true))
    expect(history.redo()).toBeNull()
  })

  it('are none where nothing changed', () => {
    const history = useHistoryStore()
    expect(history.run('A', () => todos().tick(one('One'), false))).toBeNull()
    expect(history.run('B', () => todos().addTag(one('One'), 'old'))).toBeNull()
  })

  it('run together while somebody types, and give back what stood there at first', () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const history = useHistoryStore()
    for (const title of ['O', 'Ok', 'Okay']) {
      history.run('Typed', () => todos().patch(one('One'), { title }, { title: one('One').title }))
      vi.advanceTimersByTime(2_000)
    }
    history.undo()
    expect(one('One').title).toBe('One')
    expect(history.undo()).toBeNull()
  })

  it('can be taken back out of turn, and in part', () => {
    const history = useHistoryStore()
    const key = history.run('A', () => ['One', 'Two'].forEach((id) => todos().tick(one(id), true)))
    history.run('B', () => todos().tick(one('Three'), true))
    history.takeBack(key!, ['Two'])
    expect(['One', 'Two', 'Three'].map((id) => one(id).done)).toEqual([true, false, true])
    history.undo()
    history.undo()
    expect(['One', 'Two', 'Three'].map((id) => one(id).done)).toEqual([false, false, false])
  })

  it('follow a to-do that was moved since, and leave alone what is gone', async () => {
    const history = useHistoryStore()
    history.run('A', () => ['Two', 'Three'].forEach((id) => todos().tick(one(id), true)))
    await untilSynced()
    server.change(HOME, { op: 'move', id: 'Two', to: INBOX, order: 'a0' })
    server.change(HOME, { op: 'purge', id: 'Three' })
    await sync.syncNow()
    history.undo()
    await untilSynced()
    expect(one('Two')).toMatchObject({ done: false, listId: INBOX })
    expect(sync.notices.value).toEqual([])
  })

  it('belong to the person who did them', () => {
    const history = useHistoryStore()
    history.run('A', () => todos().tick(one('One'), true))
    reload()
    const kept = sessionStorage.getItem('doable.history')!
    sessionStorage.setItem('doable.history', kept.replace(INBOX, 'somebody-else'))
    expect(useHistoryStore().undo()).toBeNull()
  })

  it('offer back what somebody else wrote meanwhile over what is taken back', async () => {
    const history = useHistoryStore()
    history.run('A', () => todos().patch(one('One'), { title: 'Mine' }))
    await untilSynced()
    server.change(HOME, { op: 'patch', id: 'One', fields: { title: 'Theirs' } })
    history.undo()
    await eventually(() =>
      expect(sync.notices.value).toMatchObject([
        { kind: 'conflict', mine: 'One', theirs: 'Theirs' },
      ]),
    )
  })
})

describe('several rows', () => {
  const order = (listId: string) =>
    useTodosStore()
      .inList(listId)
      .map(({ id }) => id)

  it('go to one place in their order, down as well as up', () => {
    const move = (ids: string[], index: number) =>
      useChangesStore().place(ids.map(one), { listId: HOME, parentId: null, index })
    move(['One', 'Two'], 1)
    expect(order(HOME)).toEqual(['Three', 'One', 'Child', 'Two'])
    move(['One', 'Two'], 0)
    expect(order(HOME)).toEqual(['One', 'Child', 'Two', 'Three'])
  })

  it('of which one is below another move once, and stay so', async () => {
    createTodoActions().moveTo([one('One'), one('Child')], INBOX)
    expect(one('Child')).toMatchObject({ listId: INBOX, parentId: 'One' })
    await untilSynced()
    expect(sync.notices.value).toEqual([])
    useHistoryStore().undo()
    await untilSynced()
    expect(one('Child')).toMatchObject({ listId: HOME, parentId: 'One' })
  })
})

describe('the next one of a series', () => {
  const ID = '01936f00-0000-7000-8000-000000000009'
  const NEXT = followId(ID)
  const isThere = () => !!useTodosStore().byId(NEXT) && !one(NEXT).deletedAt

  beforeEach(() => {
    useHistoryStore().change(HOME, {
      op: 'create',
      id: ID,
      fields: { title: 'Water', due: todayLocal(), repeat: 'FREQ=DAILY' },
    })
  })

  const complete = () =>
    useHistoryStore().run('Done', () =>
      useChangesStore().complete(one(ID), followOp(one(ID), todayLocal())!),
    )

  it('goes and comes with the completion, as often as one likes', () => {
    for (let turn = 0; turn < 3; turn++) {
      complete()
      expect(isThere()).toBe(true)
      useHistoryStore().undo()
      expect([isThere(), one(ID).done]).toEqual([false, false])
    }
    complete()
    useChangesStore().reopen(one(ID))
    expect([isThere(), one(ID).done]).toEqual([false, false])
  })

  it('stays once somebody has gone on from it', () => {
    complete()
    useChangesStore().patch(one(NEXT), { notes: 'The big can' })
    useHistoryStore().undo()
    expect([isThere(), one(ID).done]).toEqual([true, false])
  })
})

it('is kept by a page that nobody asked for it', () => {
  useHistoryStore().run('A', () => useChangesStore().tick(one('One'), true))
  reload()
  useHistoryStore()
  reload()
  expect(useHistoryStore().undo()?.said).toBe('A')
})

it('is forgotten with the person', () => {
  useHistoryStore().run('A', () => useChangesStore().tick(one('One'), true))
  forgetTyped()
  expect(useHistoryStore().undo()).toBeNull()
})
