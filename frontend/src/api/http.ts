import { ApiError, failureOf, problemOf } from './errors'

export interface HttpOptions {
  fetch?: typeof fetch
  /** The access token at hand, or null when there is none. */
  getAccessToken: () => string | null
  /** A new access token; null when the session is over. Rejects when it could not find out. */
  refresh: () => Promise<string | null>
  timeoutMs?: number
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export interface Asked {
  body?: unknown
  /** Ends it when nobody waits for the answer any more. */
  signal?: AbortSignal | undefined
}
export type Request = <T>(method: Method, path: string, asked?: Asked) => Promise<T>

// The API answers within 8 s or says 503; what takes longer was lost on the way.
const TIMEOUT_MS = 12_000
const KEEPALIVE_MAX = 8 * 1024

type Sent = Omit<RequestInit, 'headers'>

function endOf(timeoutMs: number, signal?: AbortSignal): AbortSignal {
  signal?.throwIfAborted()
  const timeout = AbortSignal.timeout(timeoutMs)
  // Older browsers cannot wait for both: there an answer may come for nobody.
  return signal ? (AbortSignal.any?.([timeout, signal]) ?? timeout) : timeout
}

function sentOf(method: Method, { body: value, signal }: Asked, timeoutMs: number): Sent {
  const body = value === undefined ? undefined : JSON.stringify(value)
  return {
    method,
    body,
    // What is changed last is still sent when the page closes. Browsers refuse more than 64 KB of it.
    keepalive: !!body && body.length <= KEEPALIVE_MAX,
    signal: endOf(timeoutMs, signal),
    // A token is all that speaks for the person: no cookie should ever travel.
    credentials: 'omit',
    cache: 'no-store',
  }
}

const headersOf = ({ body }: Sent, token: string) => ({
  Accept: 'application/json',
  Authorization: `Bearer ${token}`,
  ...(body && { 'Content-Type': 'application/json' }),
})

/** Sends what it is given as the person whose tokens it is given, and gives back the JSON of the answer. */
export function createRequest(options: HttpOptions): Request {
  const { timeoutMs = TIMEOUT_MS } = options
  const send = options.fetch ?? ((...args) => globalThis.fetch(...args))
  let refreshing: Promise<string | null> | undefined

  /** Everyone whose token was refused shares one refresh; whoever comes late takes its fruit. */
  async function renewedToken(refused: string | null): Promise<string> {
    const present = options.getAccessToken()
    if (present && present !== refused) return present
    refreshing ??= options.refresh().finally(() => (refreshing = undefined))
    const token = await refreshing
    if (token) return token
    throw new ApiError('problem', { status: 401, code: 'unauthorized' })
  }

  async function answerTo(method: Method, path: string, asked: Asked): Promise<Response> {
    const ask = (token: string) => {
      const sent = sentOf(method, asked, timeoutMs)
      return send(path, { ...sent, headers: headersOf(sent, token) })
    }
    const token = options.getAccessToken() ?? (await renewedToken(null))
    const response = await ask(token)
    return response.status === 401 ? ask(await renewedToken(token)) : response
  }

  return async function request<T>(method: Method, path: string, asked: Asked = {}): Promise<T> {
    try {
      const response = await answerTo(method, path, asked)
      if (!response.ok) throw await problemOf(response)
      return (response.status === 204 ? undefined : await response.json()) as T
    } catch (error) {
      throw failureOf(error)
    }
  }
}
