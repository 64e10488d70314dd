import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTodo } from '@/test/fakeServer'
import { mountPage, said } from '@/test/mountPage'
import { useToastsStore, wordsOf } from '@/stores/toasts'
import { useTodosStore } from '@/stores/todos'
import { useTodoActions } from './useTodoActions'

const milk = makeTodo({ id: 'a', title: 'Milk' })
const tea = makeTodo({ id: 'b', title: 'Tea', order: 'a1' })
const notes = () => useToastsStore().toasts.map(wordsOf)
const now = (id: string) => useTodosStore().byId(id)!

let page: Awaited<ReturnType<typeof mountPage>>

function undo() {
  const store = useToastsStore()
  store.act(store.toasts[0]!)
}

const tick = (...ids: string[]) => useTodoActions().setDone(ids.map(now), !now(ids[0]!).done)

beforeEach(async () => {
  page = await mountPage({ render: () => null }, { seed: { todos: [milk, tea] } })
})

afterEach(() => {
  page.unmount()
  document.body.innerHTML = ''
})

describe('a note', () => {
  it('about several takes all of them back', () => {
    tick('a', 'b')
    expect(notes()).toEqual(['Completed 2 to-dos'])
    undo()
    expect([now('a').done, now('b').done]).toEqual([false, false])
  })

  it('about several goes on about those that nothing else was done to', () => {
    tick('a', 'b')
    tick('a')
    expect(notes()).toEqual(['Completed “Tea”'])
    undo()
    expect([now('a').done, now('b').done]).toEqual([false, false])
  })

  it('is there once, however often the same is ticked', () => {
    tick('a')
    tick('a')
    expect(notes()).toEqual([])
    tick('a')
    expect(notes()).toEqual(['Completed “Milk”'])
  })

  it('offers nothing for what is deleted for ever', () => {
    useTodoActions().remove([milk])
    useTodoActions().removeForever([milk])
    expect(notes()).toEqual([])
  })

  it('says what was done where nothing needs to be taken back', async () => {
    useTodoActions().setDue([now('a')], null)
    await flushPromises()
    expect(said()).toBe('“Milk” has no due date')
  })
})
