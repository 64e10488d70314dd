import { createRequest, type HttpOptions } from './http'
import type { PullAnswer, PullRequest, PushAnswer, PushRequest } from './sync'
import type { Me } from './types'

/**
 * What the page asks of the server; scripts have more of it. Every verb rejects with an ApiError and
 * nothing else, and is sent once only: the sync engine knows when to send again.
 */
export interface Api {
  me(): Promise<Me>
  push(request: PushRequest): Promise<PushAnswer>
  pull(request: PullRequest): Promise<PullAnswer>
}

export function createApi(options: HttpOptions): Api {
  const request = createRequest(options)
  return {
    me: () => request('GET', '/api/me'),
    push: (body) => request('POST', '/api/sync/push', body),
    pull: (body) => request('POST', '/api/sync/pull', body),
  }
}
