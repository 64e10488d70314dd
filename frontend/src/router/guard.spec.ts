import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, type Router } from 'vue-router'
import { createSession, createVault, setSession, type Session } from '@/auth'
import { createAppRouter } from '.'

const view = { render: () => null }
const routes = [
  { path: '/signin', name: 'signin', component: view, meta: { access: 'guest' as const } },
  { path: '/inbox', component: view },
  { path: '/', redirect: '/inbox' },
  { path: '/lists/:listId', component: view },
  { path: '/:path(.*)*', component: view, meta: { access: 'anyone' as const } },
]
const refresh = vi.fn()
let router: Router
let session: Session

function open(): void {
  const endpoint = { refresh, revoke: async () => {} }
  session = createSession({ endpoint, vault: createVault() })
  setActivePinia(createPinia())
  setSession(session)
  router = createAppRouter(routes, createMemoryHistory())
}

async function go(path: string): Promise<string> {
  await router.push(path)
  return router.currentRoute.value.fullPath
}

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  refresh.mockReset()
})

afterEach(() => session.signOut())

describe('without a session', () => {
  beforeEach(open)

  it('remembers the page that was wanted', async () => {
    expect(await go('/lists/abc?filter=active&todo=x')).toMatch(/^\/signin\?next=/)
    expect(router.currentRoute.value.query.next).toBe('/lists/abc?filter=active&todo=x')
  })

  it('has nothing to remember of the front door', async () => {
    expect(await go('/')).toBe('/signin')
  })

  it('lets anyone see that there is no such page', async () => {
    expect(await go('/no/such/page')).toBe('/no/such/page')
  })
})

describe('with a stored session', () => {
  beforeEach(() => {
    createVault().write({ refreshToken: 'r', sub: 'ana' }, true)
    open()
  })

  it('waits for nobody', async () => {
    refresh.mockReturnValue(new Promise(() => {}))
    session.restore()
    expect(await go('/lists/abc')).toBe('/lists/abc')
  })

  it('has no use for the sign-in page', async () => {
    expect(await go('/signin')).toBe('/inbox')
  })

  it('asks to sign in again once it turned out to be over', async () => {
    refresh.mockResolvedValue(null)
    await session.refresh()
    expect(await go('/lists/abc')).toBe('/signin?next=/lists/abc')
  })

  it('lets the person in when nobody can tell', async () => {
    refresh.mockRejectedValue(new TypeError('Failed to fetch'))
    await session.refresh().catch(() => {})
    expect(await go('/lists/abc')).toBe('/lists/abc')
  })
})
