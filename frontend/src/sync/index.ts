import { shallowRef } from 'vue'
import type { Sync } from './types'

export { createSync, type SyncOptions } from './createSync'
export type { Trouble, TroubleKind } from './troubles'
export type { List, Notice, Sync, SyncStatus } from './types'

const current = shallowRef<Sync>()

/** Removes the copies of other people from this browser. Nothing that the first sight waits for. */
export async function forgetOthers(sub: string): Promise<void> {
  const forget = await import('./forget')
  await forget.forgetOthers(sub)
}

/**
 * Called once somebody is signed in; tests call it with one on a fake server. The one before is
 * closed: its copy stays on the device.
 */
export function setSync(sync: Sync | undefined): void {
  if (current.value !== sync) current.value?.close()
  current.value = sync
}

/** What is computed from it follows, should another one take its place. */
export function useSync(): Sync {
  if (!current.value) throw new Error('setSync() comes first')
  return current.value
}
