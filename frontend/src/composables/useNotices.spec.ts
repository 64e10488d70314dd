import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { ApiError, setApi } from '@/api'
import { createFakeApi, INBOX, makeTodo } from '@/test/fakeApi'
import { useListsStore } from '@/stores/lists'
import { useToastsStore, wordsOf } from '@/stores/toasts'
import { useTodosStore } from '@/stores/todos'
import { useListActions } from './useListActions'
import { useTodoActions } from './useTodoActions'

let server: ReturnType<typeof createFakeApi>
const milk = makeTodo({ id: 'a', title: 'Milk' })
const tea = makeTodo({ id: 'b', title: 'Tea', order: 'a1' })
const notes = () => useToastsStore().toasts.map(wordsOf)
const now = (id: string) => useTodosStore().byId(id)!

async function act(index = 0) {
  const store = useToastsStore()
  store.act(store.toasts[index]!)
  await flushPromises()
}

async function tick(...ids: string[]) {
  useTodoActions().setDone(ids.map(now), !now(ids[0]!).done)
  await flushPromises()
}

beforeEach(async () => {
  server = createFakeApi({ todos: [milk, tea] })
  setApi(server.api)
  setActivePinia(createPinia())
  await useListsStore().load()
  await useTodosStore().loadList(INBOX)
})

describe('what fails', () => {
  it('is one note for all that could not be added, and one Retry for all of them', async () => {
    for (const title of ['One', 'Two', 'Three', 'Four', 'Five']) {
      server.fail('createTodo')
      useTodoActions().add(INBOX, { title })
    }
    await flushPromises()
    expect(notes()).toEqual(['Couldn’t add 5 to-dos.'])
    await act()
    expect(notes()).toEqual([])
    const added = [...server.todos.values()].map(({ title }) => title)
    expect(added).toEqual(['Milk', 'Tea', 'One', 'Two', 'Three', 'Four', 'Five'])
  })

  it('is not pushed out by what comes after it', async () => {
    server.fail('updateTodo')
    useTodoActions().change(milk, { title: 'Oat milk' })
    await flushPromises()
    for (const text of ['1', '2', '3', '4']) useToastsStore().show({ text })
    expect(notes()).toEqual(['Couldn’t change “Milk” to “Oat milk”.', '3', '4'])
  })

  it('names the new title, and Retry sends it', async () => {
    server.fail('updateTodo')
    useTodoActions().change(milk, { title: 'Oat milk' })
    await flushPromises()
    expect(notes()).toEqual(['Couldn’t change “Milk” to “Oat milk”.'])
    await act()
    expect(server.todos.get('a')!.title).toBe('Oat milk')
  })

  it('keeps apart what was changed of the same to-do', async () => {
    server.fail('updateTodo')
    useTodoActions().change(milk, { title: 'Oat milk' })
    await flushPromises()
    server.fail('updateTodo')
    useTodoActions().change(milk, { priority: 1 })
    await flushPromises()
    expect(notes()).toHaveLength(2)
    useTodoActions().change(milk, { title: 'Soy milk' })
    await flushPromises()
    expect(notes()).toEqual(['Couldn’t change “Milk”.'])
  })

  it.each([
    [{ status: 404, code: 'not_found', detail: 'The requested URL' }, ' It is not there any more.'],
    [{ status: 405, code: 'method_not_allowed', detail: 'Not this' }, ''],
    [{ status: 409, code: 'limit_reached', detail: 'A list is full.' }, ' A list is full.'],
  ])('says why only in words for people: %o', async (problem, why) => {
    server.fail('updateTodo', new ApiError('problem', problem))
    await tick('a')
    expect(notes()).toEqual([`Couldn’t complete “Milk”.${why}`])
  })
})

describe('a list that cannot be created', () => {
  const create = () => useListActions().create('Home', 'teal')

  it('takes its to-dos along, in one note, and Retry adds all in order', async () => {
    server.hold()
    server.fail('createList', new ApiError('offline', {}))
    const id = create()
    for (const title of ['One', 'Two']) useTodoActions().add(id, { title })
    server.release()
    await flushPromises()
    expect(notes()).toEqual(['Couldn’t add the list “Home” and 2 to-dos. You seem to be offline.'])
    expect(server.calls.join()).not.toContain('createTodo')
    await act()
    await flushPromises()
    expect(notes()).toEqual([])
    const sent = server.calls.filter((call) => call.startsWith('create'))
    const all = ['createList Home', 'createTodo One', 'createTodo Two']
    expect(sent).toEqual(['createList Home', ...all])
  })

  it('takes along what was added after it failed', async () => {
    server.fail('createList')
    const id = create()
    await flushPromises()
    expect(notes()).toEqual(['Couldn’t add the list “Home”.'])
    useTodoActions().add(id, { title: 'One' })
    await flushPromises()
    expect(notes()).toEqual(['Couldn’t add the list “Home” and “One”.'])
  })
})

describe('a note', () => {
  it('does not say “Completed” beside the failure to complete', async () => {
    server.fail('updateTodo')
    await tick('a')
    expect(notes()).toEqual(['Couldn’t complete “Milk”.'])
    await tick('a')
    expect(notes()).toEqual(['Completed “Milk”'])
  })

  it('about several goes on about those that did not fail', async () => {
    server.fail('updateTodo')
    await tick('a', 'b')
    expect(notes()).toEqual(['Completed “Tea”', 'Couldn’t complete “Milk”.'])
    await act()
    expect(now('b').done).toBe(false)
  })

  it('is there once, however often the same is ticked', async () => {
    await tick('a')
    await tick('a')
    expect(notes()).toEqual([])
    await tick('a')
    expect(notes()).toEqual(['Completed “Milk”'])
  })

  it('offers nothing for what is deleted for ever', async () => {
    useTodoActions().remove([milk])
    await flushPromises()
    useTodoActions().removeForever([milk])
    await flushPromises()
    expect(notes()).toEqual([])
  })
})
