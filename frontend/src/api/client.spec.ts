import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createApi, type Api } from './client'
import type { ApiError } from './errors'
import { eventually } from '@/test/eventually'

const LIST = '01890000-0000-7000-8000-000000000001'
const TODO = '01890000-0000-7000-8000-000000000002'

const json = (body: unknown, init: ResponseInit = {}) => new Response(JSON.stringify(body), init)
const problem = (status: number, code: string, more: object = {}) =>
  json({ status, code, detail: 'No.', ...more }, { status })

const ops = [{ n: 1, op: 'trash' as const, id: TODO }]

let token: string | null
const answer = vi.fn<(path: string, init: RequestInit) => Response | Promise<Response>>()
const refresh = vi.fn<() => Promise<string | null>>()
let api: Api

const sent = (index: number) => answer.mock.calls[index]![1]
const bearer = (index: number) => (sent(index).headers as Record<string, string>).Authorization
const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('it should have failed'),
    (error: ApiError) => error,
  )

beforeEach(() => {
  token = 'old'
  answer.mockReset()
  refresh.mockReset().mockImplementation(async () => (token = 'new'))
  api = createApi({
    fetch: async (path, init) => answer(String(path), init!),
    getAccessToken: () => token,
    refresh,
  })
})

describe('a refused token', () => {
  const guarded = (path: string, init: RequestInit) =>
    (init.headers as Record<string, string>).Authorization === 'Bearer new'
      ? json({ path })
      : problem(401, 'unauthorized')

  it('is renewed once for all requests at once, and each is sent again as it was', async () => {
    answer.mockImplementation(guarded)
    const pushed = ['1', '2', '3'].map((clientId) => api.push({ clientId, listId: LIST, ops }))
    await Promise.all(pushed)
    expect(refresh).toHaveBeenCalledTimes(1)
    const bodies = answer.mock.calls.map(([, { body }]) => body)
    expect(bodies.slice(3).sort()).toEqual(bodies.slice(0, 3).sort())
  })

  it('is not renewed again by a request that comes late', async () => {
    answer.mockImplementationOnce(() => {
      token = 'new'
      return problem(401, 'unauthorized')
    })
    answer.mockImplementation(guarded)
    await api.me()
    expect(refresh).not.toHaveBeenCalled()
    expect(bearer(1)).toBe('Bearer new')
  })

  it('is retried once only', async () => {
    answer.mockImplementation(() => problem(401, 'unauthorized'))
    expect(await caught(api.me())).toMatchObject({ status: 401, code: 'unauthorized' })
    expect(answer).toHaveBeenCalledTimes(2)
  })

  it('signs out when the session is over', async () => {
    answer.mockImplementation(guarded)
    refresh.mockResolvedValue(null)
    expect(await caught(api.me())).toMatchObject({ code: 'unauthorized' })
  })

  it('does not sign out when nobody could tell', async () => {
    answer.mockImplementation(guarded)
    refresh.mockRejectedValue(new TypeError('Failed to fetch'))
    expect(await caught(api.me())).toMatchObject({ kind: 'offline', isOffline: true })
  })

  it('is not used again for who does not wait any more', async () => {
    const closing = new AbortController()
    refresh.mockImplementation(async () => {
      closing.abort()
      return (token = 'new')
    })
    answer.mockImplementation(guarded)
    expect(await caught(api.me(closing.signal))).toMatchObject({ isOffline: true })
    expect(answer).toHaveBeenCalledTimes(1)
  })

  it('is asked for first where there is none yet', async () => {
    token = null
    answer.mockImplementation(guarded)
    await api.me()
    expect(answer).toHaveBeenCalledTimes(1)
  })
})

describe('what is sent', () => {
  it('goes to the two routes that keep copies equal', async () => {
    answer.mockImplementation(() => json({ last: 1, results: [] }))
    const pushed = { clientId: 'c', listId: LIST, ops }
    expect(await api.push(pushed)).toEqual({ last: 1, results: [] })
    await api.pull({ clientId: 'c', cursors: {} })
    expect(answer.mock.calls.map(([path]) => path)).toEqual(['/api/sync/push', '/api/sync/pull'])
    expect(sent(0)).toMatchObject({ method: 'POST', body: JSON.stringify(pushed) })
  })

  it('is not sent again here, but says when the server wants it', async () => {
    answer.mockImplementation(
      () => new Response('{}', { status: 503, headers: { 'Retry-After': '2' } }),
    )
    const error = await caught(api.pull({ clientId: 'c', cursors: {} }))
    expect(error).toMatchObject({ status: 503, retryAfterMs: 2000 })
    expect(answer).toHaveBeenCalledTimes(1)
  })

  it('ends as soon as nobody waits for it', async () => {
    const closing = new AbortController()
    answer.mockImplementation(
      (_, { signal }) =>
        new Promise((_, reject) => signal!.addEventListener('abort', () => reject(signal!.reason))),
    )
    const asked = caught(api.pull({ clientId: 'c', cursors: {} }, closing.signal))
    await eventually(() => expect(answer).toHaveBeenCalled())
    closing.abort()
    expect(await asked).toMatchObject({ isOffline: true })
  })

  it('says up to where the server knows of it', async () => {
    answer.mockImplementation(() => problem(409, 'gap', { last: 3 }))
    const error = await caught(api.push({ clientId: 'c', listId: LIST, ops }))
    expect(error).toMatchObject({ code: 'gap', last: 3, retryAfterMs: null })
  })
})

describe('a refusal', () => {
  it('carries the problem, field by field', async () => {
    const errors = [{ field: 'ops', code: 'too_long', detail: 'At most 45.' }]
    answer.mockImplementation(() => problem(422, 'validation_failed', { errors }))
    expect(await caught(api.push({ clientId: 'c', listId: LIST, ops }))).toMatchObject({
      name: 'ApiError',
      kind: 'problem',
      status: 422,
      code: 'validation_failed',
      detail: 'No.',
      errors,
    })
  })

  it('has a status and a code even without a problem in it', async () => {
    answer.mockImplementation(() => new Response('<h1>Oops</h1>', { status: 500 }))
    expect(await caught(api.me())).toMatchObject({ status: 500, code: 'internal' })
  })

  it.each([
    ['offline', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['timeout', () => Promise.reject(new DOMException('Too slow', 'TimeoutError'))],
  ])('without an answer is %s', async (kind, fail) => {
    answer.mockImplementation(fail)
    expect(await caught(api.me())).toMatchObject({ kind, code: kind, status: 0, isOffline: true })
  })
})
