import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createApi, type Api } from './client'
import type { ApiError } from './errors'

const LIST = '01890000-0000-7000-8000-000000000001'
const TODO = '01890000-0000-7000-8000-000000000002'

const json = (body: unknown, init: ResponseInit = {}) => new Response(JSON.stringify(body), init)
const page = (items: unknown[], nextCursor: string | null = null) => json({ items, nextCursor })
const problem = (status: number, code: string, more: object = {}) =>
  json({ status, code, detail: 'No.', requestId: 'r-1', ...more }, { status })

let token: string | null
let waits: number[]
const answer = vi.fn<(path: string, init: RequestInit) => Response | Promise<Response>>()
const refresh = vi.fn<() => Promise<string | null>>()
const onSignedOut = vi.fn()
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
  waits = []
  answer.mockReset()
  onSignedOut.mockReset()
  refresh.mockReset().mockImplementation(async () => (token = 'new'))
  api = createApi({
    fetch: async (path, init) => answer(String(path), init!),
    getAccessToken: () => token,
    refresh,
    onSignedOut,
    wait: async (ms) => void waits.push(ms),
  })
})

describe('collections', () => {
  it('come whole, over short and empty pages, until the cursor is null', async () => {
    answer.mockImplementationOnce(() => page([{ id: 'a' }], 'one&two'))
    answer.mockImplementationOnce(() => page([], 'three'))
    answer.mockImplementationOnce(() => page([{ id: 'b' }]))
    expect(await api.todos(LIST, { done: false })).toEqual([{ id: 'a' }, { id: 'b' }])
    expect(answer.mock.calls.map(([path]) => path)).toEqual([
      `/api/lists/${LIST}/todos?done=false&limit=500`,
      `/api/lists/${LIST}/todos?done=false&limit=500&cursor=one%26two`,
      `/api/lists/${LIST}/todos?done=false&limit=500&cursor=three`,
    ])
  })

  it('leave out filters that are not set', async () => {
    answer.mockImplementation(() => page([]))
    await api.allTodos({ q: '', due: undefined, trash: true })
    expect(answer.mock.calls[0]![0]).toBe('/api/todos?trash=true&limit=500')
  })
})

describe('writing', () => {
  it('creates a to-do by PUT under the id that the page made', async () => {
    answer.mockImplementation(() => json({ id: TODO }, { status: 201 }))
    await api.createTodo(LIST, { id: TODO, title: 'Milk' })
    expect(answer.mock.calls[0]![0]).toBe(`/api/lists/${LIST}/todos/${TODO}`)
    expect(sent(0)).toMatchObject({ method: 'PUT', body: '{"title":"Milk"}' })
  })

  it('sends If-Match when asked to', async () => {
    answer.mockImplementation(() => json({ id: TODO }))
    await api.updateTodo(LIST, TODO, { done: true }, { ifMatch: 7 })
    expect(sent(0).headers).toMatchObject({ 'If-Match': '"7"' })
  })

  it('takes 204 for done', async () => {
    answer.mockImplementation(() => new Response(null, { status: 204 }))
    expect(await api.deleteTodoForever(LIST, TODO)).toBeUndefined()
    expect(answer.mock.calls[0]![0]).toBe(`/api/lists/${LIST}/todos/${TODO}?forever=true`)
  })
})

describe('a refused token', () => {
  const guarded = (path: string, init: RequestInit) =>
    (init.headers as Record<string, string>).Authorization === 'Bearer new'
      ? json({ path })
      : problem(401, 'unauthorized')

  it('is renewed once for all requests at once, and each is sent again as it was', async () => {
    answer.mockImplementation(guarded)
    const edits = ['one', 'two', 'three'].map((title) => api.updateTodo(LIST, TODO, { title }))
    await Promise.all(edits)
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
    expect(onSignedOut).not.toHaveBeenCalled()
  })

  it('signs out when the session is over', async () => {
    answer.mockImplementation(guarded)
    refresh.mockResolvedValue(null)
    expect(await caught(api.me())).toMatchObject({ code: 'unauthorized' })
    expect(onSignedOut).toHaveBeenCalledTimes(1)
  })

  it('does not sign out when nobody could tell', async () => {
    answer.mockImplementation(guarded)
    refresh.mockRejectedValue(new TypeError('Failed to fetch'))
    expect(await caught(api.me())).toMatchObject({ kind: 'offline', isOffline: true })
    expect(onSignedOut).not.toHaveBeenCalled()
  })

  it('is asked for first where there is none yet', async () => {
    token = null
    answer.mockImplementation(guarded)
    await api.me()
    expect(answer).toHaveBeenCalledTimes(1)
  })
})

describe('a busy server', () => {
  const busy = () => new Response('{}', { status: 503, headers: { 'Retry-After': '2' } })

  it('is asked again when it said to come back', async () => {
    answer.mockImplementationOnce(busy).mockImplementation(() => json({ id: LIST }))
    await api.updateList(LIST, { name: 'Home' })
    expect(waits).toEqual([2000])
  })

  it('is given up on after two retries', async () => {
    answer.mockImplementation(busy)
    expect(await caught(api.me())).toMatchObject({ status: 503, code: 'unavailable' })
    expect(answer).toHaveBeenCalledTimes(3)
  })

  it('is not waited for longer than a person would', async () => {
    answer.mockImplementation(
      () => new Response('', { status: 503, headers: { 'Retry-After': '60' } }),
    )
    await caught(api.me())
    expect(answer).toHaveBeenCalledTimes(1)
  })

  it('gets no POST twice behind a gateway that lost the answer', async () => {
    answer.mockImplementation(() => new Response('<h1>Bad gateway</h1>', { status: 502 }))
    await caught(api.createList({ id: LIST, name: 'Home' }))
    expect(answer).toHaveBeenCalledTimes(1)
    await caught(api.createTodo(LIST, { id: TODO, title: 'Milk' }))
    expect(answer).toHaveBeenCalledTimes(4)
  })
})

describe('what is sent once', () => {
  const ops = [{ n: 1, op: 'trash' as const, id: TODO }]

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

  it('says up to where the server knows of it', async () => {
    answer.mockImplementation(() => problem(409, 'gap', { last: 3 }))
    const error = await caught(api.push({ clientId: 'c', listId: LIST, ops }))
    expect(error).toMatchObject({ code: 'gap', last: 3, retryAfterMs: null })
  })
})

describe('a refusal', () => {
  it('carries the problem, field by field, and the item as it is now', async () => {
    const errors = [{ field: 'title', code: 'too_long', detail: 'At most 500.' }]
    answer.mockImplementation(() =>
      problem(412, 'precondition_failed', { errors, current: { seq: 9 } }),
    )
    expect(await caught(api.updateTodo(LIST, TODO, {}, { ifMatch: 8 }))).toMatchObject({
      name: 'ApiError',
      kind: 'problem',
      status: 412,
      code: 'precondition_failed',
      detail: 'No.',
      requestId: 'r-1',
      errors,
      current: { seq: 9 },
    })
  })

  it('has a status and a request id even without a problem in it', async () => {
    const headers = { 'X-Request-Id': 'r-2' }
    answer.mockImplementation(() => new Response('<h1>Oops</h1>', { status: 500, headers }))
    expect(await caught(api.me())).toMatchObject({
      status: 500,
      code: 'internal',
      requestId: 'r-2',
    })
  })

  it.each([
    ['offline', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['timeout', () => Promise.reject(new DOMException('Too slow', 'TimeoutError'))],
  ])('without an answer is %s', async (kind, fail) => {
    answer.mockImplementation(fail)
    expect(await caught(api.me())).toMatchObject({ kind, code: kind, status: 0, isOffline: true })
  })

  it('is no such thing when the caller changed its mind', async () => {
    const controller = new AbortController()
    answer.mockImplementation(() => {
      controller.abort()
      return Promise.reject(new DOMException('Aborted', 'AbortError'))
    })
    const error = await caught(api.allTodos({ q: 'mi' }, { signal: controller.signal }))
    expect(error).toMatchObject({ kind: 'aborted', isOffline: false })
  })
})
