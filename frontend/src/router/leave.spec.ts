import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { createMemoryHistory, type Router } from 'vue-router'
import { createSession, createVault, setSession, type Session } from '@/auth'
import { setSync, type Sync } from '@/sync'
import { createAppRouter } from '.'
import { followSessionEnd } from './leave'
import { eventually } from '@/test/eventually'

const view = { render: () => null }
const routes = [
  { path: '/signin', name: 'signin', component: view, meta: { access: 'guest' as const } },
  { path: '/inbox', component: view },
]
const close = vi.fn()
const assign = vi.fn()
const refresh = vi.fn()
let router: Router
let session: Session

beforeEach(async () => {
  localStorage.clear()
  vi.stubGlobal('location', { assign })
  createVault().write({ refreshToken: 'r', sub: 'ana' }, true)
  session = createSession({ endpoint: { refresh, revoke: async () => {} }, vault: createVault() })
  setSession(session)
  setSync({ close } as unknown as Sync)
  setActivePinia(createPinia())
  router = createAppRouter(routes, createMemoryHistory())
  refresh.mockResolvedValue(null)
})

const at = () => router.currentRoute.value.fullPath

async function openInbox() {
  await router.push('/inbox?todo=a')
  await followSessionEnd(router, session)
}

it('leads from where one was to the door when the session ran out, and keeps the copy', async () => {
  await openInbox()
  close.mockImplementation(() => expect(at()).toContain('/signin'))
  await session.refresh()
  await flushPromises()
  expect(at()).toBe('/signin?next=/inbox?todo=a&ended')
  expect(close).toHaveBeenCalledOnce()
  expect(assign).not.toHaveBeenCalled()
})

it('leads there also when it ran out before there was anything to see', async () => {
  const followed = followSessionEnd(router, session)
  const opened = router.push('/inbox')
  await session.refresh()
  await Promise.all([opened, followed])
  await flushPromises()
  expect(at()).toContain('/signin')
})

it('leaves by a full load after signing out', async () => {
  await openInbox()
  await session.signOut()
  await eventually(() => expect(assign).toHaveBeenCalledWith('/signin'))
  expect(at()).toBe('/signin')
})

it('says at the door that the account is deleted', async () => {
  await openInbox()
  await session.signOut('deleted')
  await eventually(() => expect(assign).toHaveBeenCalledWith('/signin?deleted'))
})
