import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { setApi } from '@/api'
import { createFakeApi, INBOX, makeList } from '@/test/fakeApi'
import { useListsStore } from './lists'
import { useTodosStore } from './todos'

let server: ReturnType<typeof createFakeApi>

beforeEach(async () => {
  server = createFakeApi()
  setApi(server.api)
  setActivePinia(createPinia())
  await useListsStore().load()
})

describe('the count of what is open', () => {
  it('follows a change at once, before the server has answered', () => {
    void useTodosStore().add(INBOX, { title: 'One' })
    expect(useListsStore().openCount(INBOX)).toBe(1)
  })

  it('is not set back by an answer that was asked for before the change', async () => {
    const lists = useListsStore()
    let answer!: () => void
    const asked = new Promise<void>((resolve) => (answer = resolve))
    const stale = await server.api.lists()
    const fresh = server.api.lists
    setApi(Object.assign(server.api, { lists: () => asked.then(() => stale) }))
    const loading = lists.load()
    void useTodosStore().add(INBOX, { title: 'One' })
    await flushPromises()
    answer()
    await loading
    expect(lists.openCount(INBOX)).toBe(1)
    server.api.lists = fresh
    await lists.load()
    expect(lists.openCount(INBOX)).toBe(1)
  })

  describe('of a list with three to-dos', () => {
    const lists = () => useListsStore()
    const home = () => lists().byId('home')!

    beforeEach(async () => {
      server.lists.set('home', makeList({ id: 'home' }))
      await lists().load()
      for (const title of ['One', 'Two', 'Three'])
        await useTodosStore().add('home', { title }).saved
    })

    it.each([
      ['renamed', () => lists().update('home', { name: 'House' })],
      [
        'archived and taken out again',
        async () => {
          await lists().update('home', { archived: true })
          await lists().update('home', { archived: false })
        },
      ],
      [
        'deleted and restored',
        async () => {
          const before = home()
          await lists().remove('home')
          await lists().restore(before)
        },
      ],
      [
        'deleted and restored with a look at the server between',
        async () => {
          const before = home()
          await lists().remove('home')
          await lists().load()
          await lists().restore(before)
        },
      ],
    ])('stays when it is %s', async (_, change) => {
      expect(lists().openCount('home')).toBe(3)
      await change()
      expect(lists().openCount('home')).toBe(3)
      await lists().load()
      expect(lists().openCount('home')).toBe(3)
    })
  })
})

it('lets what belongs to a new list wait until the server knows the list', async () => {
  server.hold()
  const { id } = useListsStore().create('Home', 'teal')
  const todos = useTodosStore()
  void todos.loadList(id)
  const { saved } = todos.add(id, { title: 'One' })
  await flushPromises()
  expect(server.calls.slice(2)).toEqual(['createList Home'])
  server.release()
  await saved
  await flushPromises()
  expect(server.calls.slice(2).sort()).toEqual(['createList Home', 'createTodo One', 'todos'])
})
