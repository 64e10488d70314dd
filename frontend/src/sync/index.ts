import { shallowRef } from 'vue'
import type { Sync } from './types'

export { createSync, type SyncOptions } from './createSync'
export { forgetOthers } from './forget'
export type { List, Notice, Sync, SyncStatus } from './types'

const current = shallowRef<Sync>()

/** Called once somebody is signed in; tests call it with one on a fake server. */
export function setSync(sync: Sync | undefined): void {
  current.value = sync
}

/** What is computed from it follows, should another one take its place. */
export function useSync(): Sync {
  if (!current.value) throw new Error('setSync() comes first')
  return current.value
}
