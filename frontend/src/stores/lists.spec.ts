import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually } from '@/test/eventually'
import { createFakeServer, INBOX, makeTodo, type FakeServer } from '@/test/fakeServer'
import { openSync, untilSynced } from '@/test/mountPage'
import type { Sync } from '@/sync'
import { useListsStore } from './lists'
import { useTodosStore } from './todos'

let server: FakeServer
let sync: Sync

beforeEach(async () => {
  const todos = ['One', 'Two', 'Three'].map((title, index) =>
    makeTodo({ id: title, title, listId: 'home', order: `a${index}` }),
  )
  server = createFakeServer({ lists: [{ id: 'home', name: 'Home' }], todos })
  sync = openSync(server)
  setActivePinia(createPinia())
  await eventually(() => expect(sync.isReady.value).toBe(true))
})

afterEach(() => sync.close())

describe('the count of what is open', () => {
  it('follows a change at once, before the server has answered', () => {
    useTodosStore().add(INBOX, { title: 'One' })
    expect(useTodosStore().openCount(INBOX)).toBe(1)
  })

  it.each([
    ['renamed', () => useListsStore().update('home', { name: 'House' })],
    [
      'archived and taken out again',
      () => {
        useListsStore().update('home', { archived: true })
        useListsStore().update('home', { archived: false })
      },
    ],
    [
      'deleted and restored',
      () => {
        useListsStore().remove('home')
        expect(useTodosStore().openCount('home')).toBe(0)
        useListsStore().restore('home')
      },
    ],
  ])('stays when it is %s', async (_, change) => {
    expect(useTodosStore().openCount('home')).toBe(3)
    change()
    expect(useTodosStore().openCount('home')).toBe(3)
    await untilSynced(sync)
    expect(useTodosStore().openCount('home')).toBe(3)
  })
})

it('has the Inbox first, then the lists as they were made', () => {
  const id = useListsStore().create('Work', 'teal')
  expect(useListsStore().all.map((list) => list.id)).toEqual([INBOX, id, 'home'])
})

it('sends a new list before what is in it', async () => {
  const id = useListsStore().create('Work', 'teal')
  useTodosStore().add(id, { title: 'One' })
  await untilSynced(sync)
  expect(server.applied.map(({ op }) => op.op)).toEqual(['createList', 'create'])
  expect(server.lists.get(id)!.info).toMatchObject({ name: 'Work', colour: 'teal' })
})
