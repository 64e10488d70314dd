import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { makeTodo } from '@/test/fakeServer'
import { mountPage } from '@/test/mountPage'
import { useReminders } from './useReminders'

const showNotification = vi.fn(async (..._: unknown[]) => {})
const getRegistration = vi.fn(async () => ({ showNotification }) as unknown)
let page: Awaited<ReturnType<typeof mountPage>>

const View = { setup: () => useReminders(), render: () => null }
const updatedAt = new Date(2026, 10, 23, 9).toISOString()
const call = makeTodo({
  id: 'a',
  title: 'Call mum',
  due: '2026-11-23',
  dueTime: '17:00',
  listId: 'home',
  updatedAt,
})
const seed = {
  lists: [{ id: 'home', name: 'Home' }],
  todos: [call, makeTodo({ id: 'b', title: 'Whenever' })],
}

async function pass(seconds: number) {
  await vi.advanceTimersByTimeAsync(seconds * 1_000)
  await flushPromises()
}

const told = () => showNotification.mock.calls.map(([title]) => title)

beforeEach(async () => {
  vi.stubGlobal('Notification', { permission: 'granted' })
  vi.stubGlobal('navigator', Object.assign(navigator, { serviceWorker: { getRegistration } }))
  showNotification.mockClear()
  vi.useFakeTimers({
    now: new Date(2026, 10, 23, 16, 59, 50),
    toFake: ['Date', 'setInterval', 'clearInterval'],
  })
  page = await mountPage(View, { seed })
})

afterEach(() => {
  vi.useRealTimers()
  page.unmount()
})

it('tells at its time what is due, and leads there', async () => {
  expect(told()).toEqual([])
  await pass(15)
  expect(showNotification).toHaveBeenCalledExactlyOnceWith(
    'Call mum',
    expect.objectContaining({
      body: 'Due at 17:00 · Home',
      tag: 'a',
      data: { path: '/today?todo=a' },
    }),
  )
})

it('tells it once', async () => {
  await pass(60)
  expect(told()).toEqual(['Call mum'])
})

it.each([
  ['done', { op: 'tick', id: 'a', done: true }],
  ['in the trash', { op: 'trash', id: 'a' }],
  ['due later', { op: 'patch', id: 'a', fields: { dueTime: '18:00' } }],
] as const)('says nothing of what is %s meanwhile', async (_, op) => {
  await page.meanwhile(() => page.server.change('home', op))
  await pass(60)
  expect(told()).toEqual([])
})

it('catches up after sleep', async () => {
  vi.setSystemTime(new Date(2026, 10, 23, 17, 45))
  document.dispatchEvent(new Event('visibilitychange'))
  await flushPromises()
  expect(told()).toEqual(['Call mum'])
})

it('says nothing that nobody wants to know any more', async () => {
  vi.setSystemTime(new Date(2026, 10, 23, 18, 5))
  await pass(30)
  expect(told()).toEqual([])
})

it('says nothing where it may not', async () => {
  vi.stubGlobal('Notification', { permission: 'denied' })
  await pass(60)
  expect(told()).toEqual([])
})

it('tells by itself where there is no worker', async () => {
  const made: { title: string; onclick?: () => void }[] = []
  class Alone {
    static permission = 'granted'
    close = vi.fn()
    onclick?: () => void
    constructor(public title: string) {
      made.push(this)
    }
  }
  vi.stubGlobal('Notification', Alone)
  getRegistration.mockResolvedValueOnce(undefined)
  await pass(15)
  expect(made.map(({ title }) => title)).toEqual(['Call mum'])
  made[0]!.onclick!()
  await flushPromises()
  expect(page.router.currentRoute.value.fullPath).toBe('/today?todo=a')
})

it('ends with the page', async () => {
  page.unmount()
  await pass(60)
  expect(told()).toEqual([])
})
