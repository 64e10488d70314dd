import { failureOf } from './errors'
import type { HttpOptions, Request } from './http'
import type { PullAnswer, PullRequest, PushAnswer, PushRequest } from './sync'
import type { Me } from './types'

/**
 * What the page asks of the server; scripts have more of it. Every verb rejects with an ApiError and
 * nothing else, and is sent once only: the sync engine knows when to send again.
 */
export interface Api {
  me(signal?: AbortSignal): Promise<Me>
  push(request: PushRequest, signal?: AbortSignal): Promise<PushAnswer>
  pull(request: PullRequest, signal?: AbortSignal): Promise<PullAnswer>
  /** What the page asks seldom has its words where it is asked: `sharing.ts`. */
  ask: Request
}

export function createApi(options: HttpOptions): Api {
  let loading: Promise<Request> | undefined

  /** How to ask comes with the first question: nothing that is shown at first waits for an answer. */
  async function prepare(): Promise<Request> {
    try {
      const { createRequest } = await import('./http')
      return createRequest(options)
    } catch (error) {
      loading = undefined
      throw failureOf(error)
    }
  }

  const request: Request = async (...asked) => (await (loading ??= prepare()))(...asked)

  return {
    me: (signal) => request('GET', '/api/me', { signal }),
    push: (body, signal) => request('POST', '/api/sync/push', { body, signal }),
    pull: (body, signal) => request('POST', '/api/sync/pull', { body, signal }),
    ask: request,
  }
}
