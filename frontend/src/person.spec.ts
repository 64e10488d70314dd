import 'fake-indexeddb/auto'
import { createPinia, disposePinia, getActivePinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { setApi, type Api } from '@/api'
import { createSession, createVault } from '@/auth'
import { useDraftsStore } from '@/stores/drafts'
import { useListsStore } from '@/stores/lists'
import { setSync, useSync } from '@/sync'
import { eventually } from '@/test/eventually'
import { createFakeServer } from '@/test/fakeServer'
import { makeTokens } from '@/test/tokens'
import { apiOf, openCopy } from './person'

const refresh = vi.fn()
const server = createFakeServer({ people: ['ana', 'bo'] })
const inboxOf = (sub: string) => `inbox-of-${sub}`

function open() {
  const session = createSession({
    endpoint: { refresh, revoke: async () => {} },
    vault: createVault(),
  })
  setApi((sub) => server.as(sub) as Api)
  openCopy(session)
  return session
}

const knows = (inboxId: string) => eventually(() => expect(useListsStore().inboxId).toBe(inboxId))

async function expire(session: ReturnType<typeof open>) {
  refresh.mockResolvedValueOnce(null)
  await session.refresh()
  useSync().close()
}

beforeEach(() => {
  localStorage.clear()
  setActivePinia(createPinia())
})

afterEach(() => {
  disposePinia(getActivePinia()!) // What watches the copy goes before it.
  setSync(undefined)
})

it('is there at once with a stored session', async () => {
  createVault().write({ refreshToken: 'r', sub: 'ana' }, true)
  open()
  await knows(inboxOf('ana'))
})

it('begins with signing in, and is not begun again with every new token', async () => {
  const session = open()
  session.start(makeTokens(), { keep: true })
  await knows(inboxOf('ana'))
  const sync = useSync()
  refresh.mockResolvedValue(makeTokens({ n: 2 }))
  await session.refresh()
  expect(useSync()).toBe(sync)
})

it('is another one when the person comes back, to whom what was typed still belongs', async () => {
  const session = open()
  session.start(makeTokens(), { keep: true })
  const sync = useSync()
  useDraftsStore().keep('a', 'notes', 'Three', 'Two')
  await expire(session)
  session.start(makeTokens(), { keep: true })
  expect(useSync()).not.toBe(sync)
  expect(useDraftsStore().count).toBe(1)
})

it('is that of someone else who signs in, and nothing of what was typed', async () => {
  const session = open()
  session.start(makeTokens(), { keep: true })
  await knows(inboxOf('ana'))
  useDraftsStore().keep('a', 'notes', 'Three', 'Two')
  await expire(session)
  session.start(makeTokens({ sub: 'bo' }), { keep: true })
  await knows(inboxOf('bo'))
  expect(useDraftsStore().count).toBe(0)
})

it('is not sent with the token of someone else who signed in while it was on its way', async () => {
  const session = open()
  session.start(makeTokens(), { keep: true })
  const tokens: (string | null)[] = []
  let refuse = (_: Response) => {}
  const send = (_: unknown, init?: RequestInit) => {
    tokens.push(new Headers(init?.headers).get('Authorization'))
    return new Promise<Response>((resolve) => (refuse = resolve))
  }
  const late = apiOf(session, send)('ana').me()
  await eventually(() => expect(tokens).toHaveLength(1))
  await expire(session)
  session.start(makeTokens({ sub: 'bo' }), { keep: true })
  refuse(new Response('{}', { status: 401 }))
  await expect(late).rejects.toMatchObject({ code: 'unauthorized' })
  expect(tokens).toEqual([`Bearer ${makeTokens().accessToken}`])
})
