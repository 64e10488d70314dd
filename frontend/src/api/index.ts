import type { Api } from './client'

export type { Api } from './client'
export { createApi } from './client'
export { ApiError } from './errors'

let current: ((sub: string) => Api) | undefined

/** Called once by main.ts; tests call it with a fake. */
export function setApi(apiOf: (sub: string) => Api): void {
  current = apiOf
}

/** Speaks for this person, and never for another who signs in later. */
export function useApi(sub: string): Api {
  if (!current) throw new Error('setApi() comes first')
  return current(sub)
}
