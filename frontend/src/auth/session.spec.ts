import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { eventually } from '@/test/eventually'
import { makeTokens } from '@/test/tokens'
import { createSession, type Session } from './session'
import type { TokenEndpoint } from './tokens'
import { createVault, VAULT_KEY } from './vault'

const refresh = vi.fn<TokenEndpoint['refresh']>()
const revoke = vi.fn<TokenEndpoint['revoke']>()
const ends = vi.fn()

/** One lock for all sessions of a test, as navigator.locks is one for all tabs. */
function createLocks() {
  let last: Promise<unknown> = Promise.resolve()
  const request = (_: string, job: () => Promise<unknown>) => (last = last.then(job, job))
  return { request } as unknown as LockManager
}

let locks: LockManager
const tabs: Session[] = []

function openTab(): Session {
  const session = createSession({ endpoint: { refresh, revoke }, vault: createVault(), locks })
  session.onChange((end) => end && ends(end))
  tabs.push(session)
  return session
}

const stored = (storage: Storage) => JSON.parse(storage.getItem(VAULT_KEY) ?? 'null')
const tellTabs = () => window.dispatchEvent(new StorageEvent('storage', { key: VAULT_KEY }))

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
  sessionStorage.clear()
  locks = createLocks()
  refresh.mockReset()
  revoke.mockReset().mockResolvedValue()
  ends.mockReset()
})

afterEach(async () => {
  // They all listen to the one document there is.
  await Promise.all(tabs.splice(0).map((tab) => tab.signOut()))
  vi.useRealTimers()
})

describe('what is kept', () => {
  it('is the refresh token and whose it is, in this tab, unless the person wants more', () => {
    const session = openTab()
    session.start(makeTokens(), { keep: false })
    const email = 'ana@example.org'
    const kept = { refreshToken: 'refresh-ana-1', sub: 'ana', email }
    expect(stored(sessionStorage)).toEqual(kept)
    expect(localStorage.length).toBe(0)
    expect(session).toMatchObject({ isLive: true, email: 'ana@example.org' })
  })

  it('is in every tab for who wants to stay signed in', () => {
    openTab().start(makeTokens(), { keep: true })
    expect(stored(localStorage)).toMatchObject({ refreshToken: 'refresh-ana-1' })
    expect(sessionStorage.length).toBe(0)
  })

  it('is nothing after signing out, and Cognito is told', async () => {
    const session = openTab()
    session.start(makeTokens(), { keep: true })
    await session.signOut()
    expect(localStorage.length + sessionStorage.length).toBe(0)
    expect(session).toMatchObject({ isLive: false, email: null })
    expect(session.getAccessToken()).toBeNull()
    expect(revoke).toHaveBeenCalledWith('refresh-ana-1')
    expect(ends).toHaveBeenCalledExactlyOnceWith('signed-out')
  })

  it('is what other tabs share after signing out of what is in this tab only', async () => {
    openTab().start(makeTokens(), { keep: false })
    const session = openTab()
    localStorage.setItem(VAULT_KEY, '{"refreshToken":"refresh-bo-1","sub":"bo"}')
    await session.signOut()
    expect(sessionStorage.length).toBe(0)
    expect(stored(localStorage)).toMatchObject({ sub: 'bo' })
    expect(revoke).toHaveBeenCalledExactlyOnceWith('refresh-ana-1')
  })

  it('is what other tabs share, too, when someone signs in to this tab only', () => {
    const session = openTab()
    localStorage.setItem(VAULT_KEY, '{"refreshToken":"refresh-bo-1","sub":"bo"}')
    session.start(makeTokens(), { keep: false })
    expect(stored(localStorage)).toMatchObject({ sub: 'bo' })
    expect(openTab().sub).toBe('ana')
  })

  it('is not taken from someone else who has signed in since', async () => {
    const session = openTab()
    session.start(makeTokens(), { keep: true })
    localStorage.setItem(VAULT_KEY, '{"refreshToken":"refresh-bo-1","sub":"bo"}')
    await session.signOut()
    expect(stored(localStorage)).toMatchObject({ sub: 'bo' })
    expect(revoke).not.toHaveBeenCalled()
  })

  it('is gone once nobody believes its tokens', () => {
    const session = openTab()
    session.start(makeTokens(), { keep: true })
    const ends: unknown[] = []
    session.onChange((end) => ends.push(end))
    session.expire()
    expect([ends, session.isLive, openTab().isLive]).toEqual([['expired'], false, false])
  })

  it('may be garbage, and is then no session', () => {
    localStorage.setItem(VAULT_KEY, '{"refreshToken":')
    expect(openTab().isLive).toBe(false)
  })
})

describe('restoring', () => {
  it('does nothing without a stored session', () => {
    const session = openTab()
    session.restore()
    expect(session.isLive).toBe(false)
    expect(refresh).not.toHaveBeenCalled()
  })

  it('knows at once who it is, also without a network', () => {
    openTab().start(makeTokens(), { keep: true })
    refresh.mockRejectedValue(new TypeError('Failed to fetch'))
    expect(openTab()).toMatchObject({ isLive: true, sub: 'ana', email: 'ana@example.org' })
  })

  it('picks up where the last page ended', async () => {
    openTab().start(makeTokens(), { keep: true })
    const next = makeTokens({ n: 2 })
    refresh.mockResolvedValue(next)
    const session = openTab()
    session.restore()
    await eventually(() => expect(session.getAccessToken()).toBe(next.accessToken))
  })

  it('ends what Cognito refuses', async () => {
    openTab().start(makeTokens(), { keep: false })
    refresh.mockResolvedValue(null)
    const session = openTab()
    session.restore()
    await eventually(() => expect(session.isLive).toBe(false))
    expect(sessionStorage.length).toBe(0)
    expect(ends).toHaveBeenCalledWith('expired')
  })

  it('keeps the session when nobody can tell', async () => {
    openTab().start(makeTokens(), { keep: true })
    refresh.mockRejectedValue(new TypeError('Failed to fetch'))
    const session = openTab()
    session.restore()
    await vi.advanceTimersByTimeAsync(0)
    expect(session.isLive).toBe(true)
    expect(stored(localStorage)).toMatchObject({ sub: 'ana' })
    expect(ends).not.toHaveBeenCalled()
  })
})

describe('refreshing', () => {
  it('is one for all who ask', async () => {
    const session = openTab()
    session.start(makeTokens(), { keep: false })
    const next = makeTokens({ n: 2 })
    refresh.mockResolvedValue(next)
    expect(await Promise.all([session.refresh(), session.refresh()])).toEqual([
      next.accessToken,
      next.accessToken,
    ])
    expect(refresh).toHaveBeenCalledTimes(1)
  })

  it('stores the rotated token where the old one was', async () => {
    const session = openTab()
    session.start(makeTokens(), { keep: true })
    refresh.mockResolvedValue(makeTokens({ n: 2 }))
    await session.refresh()
    expect(stored(localStorage).refreshToken).toBe('refresh-ana-2')
  })

  it('keeps the old token where the pool does not rotate', async () => {
    const session = openTab()
    session.start(makeTokens(), { keep: true })
    refresh.mockResolvedValue({ ...makeTokens({ n: 2 }), refreshToken: undefined })
    await session.refresh()
    expect(stored(localStorage).refreshToken).toBe('refresh-ana-1')
  })

  it('never spends a token twice, however many tabs there are', async () => {
    openTab().start(makeTokens(), { keep: true })
    const several = [openTab(), openTab(), openTab()]
    let valid = 1
    refresh.mockImplementation(async (token) =>
      token === `refresh-ana-${valid}` ? makeTokens({ n: ++valid }) : null,
    )
    await Promise.all(several.map((tab) => tab.refresh()))
    expect(several.every(({ isLive }) => isLive)).toBe(true)
    expect(stored(localStorage).refreshToken).toBe('refresh-ana-4')
  })

  it('forgives a refusal when another tab was faster and there are no locks', async () => {
    openTab().start(makeTokens(), { keep: true })
    const session = createSession({ endpoint: { refresh, revoke }, vault: createVault() })
    refresh.mockImplementationOnce(async () => {
      localStorage.setItem(VAULT_KEY, '{"refreshToken":"refresh-ana-2","sub":"ana"}')
      return null
    })
    const next = makeTokens({ n: 3 })
    refresh.mockResolvedValueOnce(next)
    expect(await session.refresh()).toBe(next.accessToken)
    expect(refresh).toHaveBeenLastCalledWith('refresh-ana-2')
  })

  it('does not bring back someone who signed out meanwhile', async () => {
    const session = openTab()
    session.start(makeTokens(), { keep: true })
    refresh.mockImplementation(async () => {
      await session.signOut()
      return makeTokens({ n: 2 })
    })
    expect(await session.refresh()).toBeNull()
    expect(localStorage.length).toBe(0)
    expect(revoke).toHaveBeenCalledWith('refresh-ana-2')
  })

  it('gives nobody the token of someone else who signed in meanwhile', async () => {
    const session = openTab()
    session.start(makeTokens(), { keep: true })
    const bo = makeTokens({ sub: 'bo' })
    refresh.mockImplementationOnce(async () => {
      await session.signOut()
      session.start(bo, { keep: true })
      return makeTokens({ n: 2 })
    })
    expect(await session.refresh('ana')).toBeNull()
    expect(session.getAccessToken('ana')).toBeNull()
    expect(await session.refresh('ana')).toBeNull()
    expect(session.getAccessToken('bo')).toBe(bo.accessToken)
    expect(session).toMatchObject({ isLive: true, sub: 'bo' })
  })

  it('is another one for someone else who signed in meanwhile', async () => {
    const session = openTab()
    session.start(makeTokens(), { keep: true })
    const next = makeTokens({ sub: 'bo', n: 2 })
    let ofBo: Promise<string | null> | undefined
    refresh.mockImplementationOnce(async () => {
      await session.signOut()
      session.start(makeTokens({ sub: 'bo' }), { keep: true })
      ofBo = session.refresh()
      return null
    })
    refresh.mockResolvedValueOnce(next)
    expect(await session.refresh()).toBeNull()
    expect(await ofBo).toBe(next.accessToken)
  })

  it('happens a minute before the token ends', async () => {
    const session = openTab()
    session.start(makeTokens({ life: 900 }), { keep: false })
    refresh.mockResolvedValue(makeTokens({ n: 2 }))
    await vi.advanceTimersByTimeAsync(839_000)
    expect(refresh).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(refresh).toHaveBeenCalledTimes(1)
  })

  it('happens on waking up after a long sleep', async () => {
    const session = openTab()
    session.start(makeTokens({ life: 900 }), { keep: false })
    refresh.mockResolvedValue(makeTokens({ n: 2 }))
    document.dispatchEvent(new Event('visibilitychange'))
    expect(refresh).not.toHaveBeenCalled()
    vi.setSystemTime(Date.now() + 3_600_000)
    document.dispatchEvent(new Event('visibilitychange'))
    await eventually(() => expect(refresh).toHaveBeenCalledTimes(1))
  })

  it('rejects when nobody could tell, and the session lives on', async () => {
    const session = openTab()
    session.start(makeTokens(), { keep: false })
    refresh.mockRejectedValue(new TypeError('Failed to fetch'))
    await expect(session.refresh()).rejects.toThrow()
    expect(session.isLive).toBe(true)
  })
})

describe('another tab', () => {
  it('that signs out takes this one along', async () => {
    const here = openTab()
    here.start(makeTokens(), { keep: true })
    await openTab().signOut()
    tellTabs()
    expect(here.isLive).toBe(false)
  })

  it('where someone else signs in ends the session here', () => {
    const here = openTab()
    here.start(makeTokens(), { keep: true })
    openTab().start(makeTokens({ sub: 'bo' }), { keep: true })
    tellTabs()
    expect(here.isLive).toBe(false)
    expect(stored(localStorage).sub).toBe('bo')
  })

  it('that only renews its token changes nothing', () => {
    const here = openTab()
    here.start(makeTokens(), { keep: true })
    openTab().start(makeTokens({ n: 2 }), { keep: true })
    tellTabs()
    expect(here.isLive).toBe(true)
  })
})
