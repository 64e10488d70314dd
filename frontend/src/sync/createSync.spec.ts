import { afterEach, beforeEach, expect, it } from 'vitest'
import { createFakeServer, INBOX, makeTodo } from '@/test/fakeServer'
import { createBrowser, type Browser } from '@/test/syncRig'

let browser: Browser

beforeEach(() => {
  localStorage.clear()
  browser = createBrowser(createFakeServer({ todos: [makeTodo({ id: 'milk', title: 'Milk' })] }))
})

afterEach(() => browser.closeAll())

it('pulls everything, shows a change at once, and sends it', async () => {
  const sync = await browser.open()
  expect(sync.isReady.value).toBe(true)
  expect([...sync.todos.value.values()].map(({ title }) => title)).toEqual(['Milk'])
  sync.change(INBOX, { op: 'tick', id: 'milk', done: true })
  expect(sync.todos.value.get('milk')!.done).toBe(true)
  expect(sync.status.value).toMatchObject({ state: 'saving', waiting: 1 })
  await sync.syncNow()
  expect(browser.server.todos.get('milk')!.done).toBe(true)
  expect(sync.status.value).toEqual({ state: 'synced', waiting: 0, trouble: null })
})
