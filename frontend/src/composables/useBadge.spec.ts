import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { makeTodo } from '@/test/fakeServer'
import { mountPage } from '@/test/mountPage'
import { useBadge } from './useBadge'

const setAppBadge = vi.fn(async (_: number) => {})
const clearAppBadge = vi.fn(async () => {})
const View = { setup: () => useBadge(), render: () => null }
const seed = {
  todos: [
    makeTodo({ id: '1', due: '2026-11-22' }),
    makeTodo({ id: '2', due: '2026-11-23' }),
    makeTodo({ id: '3', due: '2026-11-23', done: true }),
    makeTodo({ id: '4', due: '2026-11-24' }),
  ],
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 23, 9), toFake: ['Date'] })
  Object.assign(navigator, { setAppBadge, clearAppBadge })
})

afterEach(() => vi.useRealTimers())

it('tells at the icon how much Today asks for, and takes it away with the person', async () => {
  const page = await mountPage(View, { seed })
  expect(setAppBadge).toHaveBeenLastCalledWith(2)
  await page.meanwhile(() =>
    page.server.change(seed.todos[0]!.listId, { op: 'tick', id: '1', done: true }),
  )
  await flushPromises()
  expect(setAppBadge).toHaveBeenLastCalledWith(1)
  expect(clearAppBadge).not.toHaveBeenCalled()
  page.unmount()
  expect(clearAppBadge).toHaveBeenCalledOnce()
})
