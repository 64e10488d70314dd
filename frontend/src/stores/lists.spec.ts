import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { setApi } from '@/api'
import { createFakeApi, INBOX } from '@/test/fakeApi'
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
