import { afterEach, beforeEach, expect, it } from 'vitest'
import { createFakeServer, INBOX, makeTodo } from '@/test/fakeServer'
import { createBrowser, type Browser } from '@/test/syncRig'

const browsers: Browser[] = []

beforeEach(() => localStorage.clear())
afterEach(() => browsers.splice(0).forEach((one) => one.closeAll()))

function browserOf(server = createFakeServer()): Browser {
  const browser = createBrowser(server)
  browsers.push(browser)
  return browser
}

const create = { op: 'create', id: 'a', fields: { title: 'Milk' } } as const

it('is an Inbox that the server has made and nobody has used', async () => {
  const sync = await browserOf().open()
  expect(sync.isUntouched.value).toBe(true)
})

it('is not one that this device is about to change', async () => {
  const sync = await browserOf().open()
  sync.change(INBOX, create)
  expect(sync.isUntouched.value).toBe(false)
  await sync.syncNow()
  expect(sync.isUntouched.value).toBe(false)
})

it('is not one whose only to-do is in the trash, or gone for ever', async () => {
  const server = createFakeServer({
    todos: [makeTodo({ id: 'a', deletedAt: '2026-11-22T08:00:00.000Z' })],
  })
  expect((await browserOf(server).open()).isUntouched.value).toBe(false)
  server.change(INBOX, { op: 'purge', id: 'a' })
  const sync = await browserOf(server).open()
  expect(sync.todos.value.size).toBe(0)
  expect(sync.isUntouched.value).toBe(false)
})

it('is not that of who has made a list, but that of who was invited to one', async () => {
  const own = createFakeServer({ lists: [{ id: 'home' }] })
  expect((await browserOf(own).open()).isUntouched.value).toBe(false)
  const lists = [{ id: 'home', members: { bea: 'owner', me: 'editor' } as const }]
  const invited = createFakeServer({ lists, people: ['bea'] })
  expect((await browserOf(invited).open()).isUntouched.value).toBe(true)
})

it('is nothing that a copy knows while nobody answers', async () => {
  const server = createFakeServer()
  const browser = browserOf(server)
  await browser.open()
  browser.closeAll()
  server.goOffline()
  const sync = await browser.open()
  expect(sync.isReady.value).toBe(true)
  expect(sync.isUntouched.value).toBe(false)
})
