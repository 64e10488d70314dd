import type { Api } from './client'

export type { Api } from './client'
export { createApi } from './client'
export { ApiError, type ApiErrorKind } from './errors'

let current: Api | undefined

/** Called once by main.ts; tests call it with a fake. */
export function setApi(api: Api): void {
  current = api
}

export function useApi(): Api {
  if (!current) throw new Error('setApi() comes first')
  return current
}
