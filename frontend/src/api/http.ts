import { ApiError, failureOf, problemOf, retryAfterOf } from './errors'

export interface HttpOptions {
  fetch?: typeof fetch
  /** The access token at hand, or null when there is none. */
  getAccessToken: () => string | null
  /** A new access token; null when the session is over. Rejects when it could not find out. */
  refresh: () => Promise<string | null>
  /** Called once the session is over. */
  onSignedOut?: () => void
  baseUrl?: string
  timeoutMs?: number
  /** How to wait between retries. Tests do not. */
  wait?: (ms: number) => Promise<void>
}

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  query?: Record<string, string | number | boolean | undefined>
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
  /** Fails at once where others are sent again: who calls has a patience of its own. */
  once?: boolean
}

export type Request = <T>(path: string, call?: Call) => Promise<T>

// The API answers within 8 s or says 503; what takes longer was lost on the way.
const TIMEOUT_MS = 12_000
const MAX_RETRIES = 2
const KEEPALIVE_MAX = 8 * 1024
const MAX_WAIT_MS = 8_000
const IDEMPOTENT = new Set(['GET', 'PUT', 'DELETE'])

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

function queryOf(query: Call['query'] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const params = new URLSearchParams(given.map(([key, value]) => [key, String(value)]))
  return given.length ? `?${params}` : ''
}

function initOf(call: Call, token: string, timeoutMs: number): RequestInit {
  const timeout = AbortSignal.timeout(timeoutMs)
  const body = call.body === undefined ? undefined : JSON.stringify(call.body)
  return {
    method: call.method ?? 'GET',
    headers: {
      Accept: 'application/json',
      Authorization: `Bearer ${token}`,
      ...(body && { 'Content-Type': 'application/json' }),
      ...call.headers,
    },
    body,
    // What is typed last is still sent when the page closes. Browsers refuse more than 64 KB of it.
    keepalive: !!body && body.length <= KEEPALIVE_MAX,
    signal: call.signal ? AbortSignal.any([call.signal, timeout]) : timeout,
    // A token is all that speaks for the person: no cookie should ever travel.
    credentials: 'omit',
    cache: 'no-store',
  }
}

/** How long to wait before trying again, or null when it must not be tried again. */
function retryDelay(response: Response, method: string, tries: number): number | null {
  // 503 means "not done, come back"; a gateway's 502 or 504 may have been done.
  const may = response.status === 503 || (response.status > 501 && IDEMPOTENT.has(method))
  if (!may || tries >= MAX_RETRIES) return null
  const delay = retryAfterOf(response) ?? 400 * 2 ** tries
  return delay <= MAX_WAIT_MS ? delay : null
}

/** Sends what it is given as the signed-in person, and gives back the JSON of the answer. */
export function createRequest(options: HttpOptions): Request {
  const { baseUrl = '', timeoutMs = TIMEOUT_MS, wait = sleep } = options
  const send = options.fetch ?? ((...args) => globalThis.fetch(...args))
  let refreshing: Promise<string | null> | undefined

  /** Everyone whose token was refused shares one refresh; whoever comes late takes its fruit. */
  async function renewedToken(refused: string | null): Promise<string> {
    const present = options.getAccessToken()
    if (present && present !== refused) return present
    refreshing ??= options.refresh().finally(() => (refreshing = undefined))
    const token = await refreshing
    if (token) return token
    options.onSignedOut?.()
    throw new ApiError('problem', {
      status: 401,
      code: 'unauthorized',
      detail: 'Your session has ended. Please sign in again.',
    })
  }

  async function attempt(url: string, call: Call): Promise<Response> {
    const token = options.getAccessToken() ?? (await renewedToken(null))
    const response = await send(url, initOf(call, token, timeoutMs))
    if (response.status !== 401) return response
    return send(url, initOf(call, await renewedToken(token), timeoutMs))
  }

  async function answerOf(url: string, call: Call): Promise<Response> {
    for (let tries = 0; ; tries++) {
      const response = await attempt(url, call)
      const delay = call.once ? null : retryDelay(response, call.method ?? 'GET', tries)
      if (delay === null) return response
      await wait(delay)
    }
  }

  return async function request<T>(path: string, call: Call = {}): Promise<T> {
    const url = `${baseUrl}${path}${queryOf(call.query)}`
    try {
      const response = await answerOf(url, call)
      if (!response.ok) throw await problemOf(response)
      return (response.status === 204 ? undefined : await response.json()) as T
    } catch (error) {
      throw failureOf(error, call.signal)
    }
  }
}
