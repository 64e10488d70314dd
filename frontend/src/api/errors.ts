import type { FieldError, Problem } from './types'

/**
 * `problem`: the server answered and said no. `offline`: no answer. `timeout`: no answer in time;
 * it may have been done all the same.
 */
type ApiErrorKind = 'problem' | 'offline' | 'timeout'

export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly kind: ApiErrorKind
  /** 0 without an answer. */
  readonly status: number
  /** Switch on this, never on the sentence. Without an answer it is the kind. */
  readonly code: string
  readonly detail: string
  readonly errors: readonly FieldError[]
  /** With code `gap`: the number of the last op that the server knows of. */
  readonly last: number
  /** In how many milliseconds to come back, where the server said so. */
  readonly retryAfterMs: number | null

  constructor(
    kind: ApiErrorKind,
    problem: Partial<Problem>,
    { retryAfterMs = null, ...options }: ErrorOptions & { retryAfterMs?: number | null } = {},
  ) {
    const detail = problem.detail || problem.title || kind
    super(detail, options)
    this.kind = kind
    this.status = problem.status ?? 0
    this.code = problem.code ?? kind
    this.detail = detail
    this.errors = problem.errors ?? []
    this.last = problem.last ?? 0
    this.retryAfterMs = retryAfterMs
  }

  get isOffline(): boolean {
    return this.kind === 'offline' || this.kind === 'timeout'
  }
}

function retryAfterOf({ headers }: Response): number | null {
  const ms = Number(headers.get('Retry-After') ?? Number.NaN) * 1000
  return Number.isFinite(ms) && ms >= 0 ? ms : null
}

/** The problem that an answer carries. What is no problem+json (a proxy's page) still has a status. */
export async function problemOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null)
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>
  return new ApiError(
    'problem',
    {
      ...problem,
      status: response.status,
      code: problem.code ?? (response.status === 503 ? 'unavailable' : 'internal'),
    },
    { retryAfterMs: retryAfterOf(response) },
  )
}

/** What `fetch` threw, told apart. */
export function failureOf(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  const isTimeout = error instanceof Error && error.name === 'TimeoutError'
  return new ApiError(isTimeout ? 'timeout' : 'offline', {}, { cause: error })
}
