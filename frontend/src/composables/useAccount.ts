import { computed, readonly, ref } from 'vue'
import type { SessionEnd } from '@/auth'
import { t } from '@/i18n'
import { forgetAll } from '@/lib/forgetting'
import { HISTORY } from '@/lib/storage'
import { useSessionStore } from '@/stores/session'
import { useStatusStore } from '@/stores/status'
import { useSync } from '@/sync'
import { useUnsaved } from './useUnsaved'

const WIPES_WITHIN = 2_000
const isLeaving = ref(false)

/** What belongs to one person and is in no copy. */
export function forgetTyped(): void {
  forgetAll()
  sessionStorage.removeItem(HISTORY) // Also where nobody has asked for it yet.
}

/** It does not hang on a browser that keeps the copy. */
export async function wipeCopy(): Promise<void> {
  const patience = new Promise<void>((resolve) => setTimeout(resolve, WIPES_WITHIN))
  await Promise.race([useSync().wipe(), patience]).catch(() => {})
}

/** Who is signed in, and the way out. */
export function useAccount() {
  const session = useSessionStore()
  const status = useStatusStore()
  const unsaved = useUnsaved()
  const name = computed(() => useSync().me.value?.displayName || session.email || t.account.yours)
  const initial = computed(() => name.value.slice(0, 1).toUpperCase())
  /** How many changes nobody else has. */
  const unsent = () => status.waiting + unsaved()

  function stay(): void {
    isLeaving.value = false
  }

  /** Takes the copy along, and needs no network. */
  async function leave(end?: SessionEnd): Promise<void> {
    stay()
    forgetTyped()
    await wipeCopy()
    await session.signOut(end)
  }

  /** Asks first when something would be lost with it. */
  async function signOut(): Promise<void> {
    if (unsent()) isLeaving.value = true
    else await leave()
  }

  return { name, initial, unsent, signOut, isLeaving: readonly(isLeaving), leave, stay }
}
