import { createPinia, setActivePinia } from 'pinia'
import { effectScope, nextTick } from 'vue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually } from '@/test/eventually'
import { createFakeServer, INBOX, makeTodo, type FakeServer } from '@/test/fakeServer'
import { openSync, untilSynced } from '@/test/mountPage'
import type { Sync } from '@/sync'
import { useKeepShared } from '@/composables/useKeepShared'
import { forgetAll } from '@/lib/forgetting'
import { useChangesStore } from './changes'
import { useHistoryStore } from './history'
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
    useChangesStore().add(INBOX, { title: 'One' })
    expect(useTodosStore().openCount(INBOX)).toBe(1)
  })

  it.each([
    ['renamed', () => useChangesStore().updateList('home', { name: 'House' })],
    [
      'archived and taken out again',
      () => {
        useChangesStore().updateList('home', { archived: true })
        useChangesStore().updateList('home', { archived: false })
      },
    ],
    [
      'deleted and restored',
      () => {
        useChangesStore().removeList('home')
        expect(useTodosStore().openCount('home')).toBe(0)
        useHistoryStore().change('home', { op: 'restoreList' })
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
  const id = useChangesStore().createList('Work', 'teal')
  expect(useListsStore().all.map((list) => list.id)).toEqual([INBOX, id, 'home'])
})

it('sends a new list before what is in it', async () => {
  const id = useChangesStore().createList('Work', 'teal')
  useChangesStore().add(id, { title: 'One' })
  await untilSynced(sync)
  expect(server.applied.map(({ op }) => op.op)).toEqual(['createList', 'create'])
  expect(server.lists.get(id)!.info).toMatchObject({ name: 'Work', colour: 'teal' })
})

it('know before the copy is read whether others were in one, so that nothing moves then', async () => {
  const lists = useListsStore()
  const scope = effectScope()
  scope.run(useKeepShared)
  expect(lists.isShared).toBe(false)
  server.share('home', 'anna', 'editor')
  await sync.syncNow()
  expect(lists.isShared).toBe(true)
  await nextTick()
  const kept = localStorage.getItem('doable.shared')!
  scope.stop()
  sync.close()
  server.hold()
  sync = openSync(server)
  localStorage.setItem('doable.shared', kept)
  setActivePinia(createPinia())
  expect([sync.isReady.value, useListsStore().isShared]).toEqual([false, true])
  forgetAll()
  expect(localStorage.getItem('doable.shared')).toBe('')
})
