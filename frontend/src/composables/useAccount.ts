import { computed, readonly, ref, watch } from 'vue'
import { useDraftsStore } from '@/stores/drafts'
import { useListsStore } from '@/stores/lists'
import { useSavingStore } from '@/stores/saving'
import { useSessionStore } from '@/stores/session'
import { useToastsStore } from '@/stores/toasts'
import { useTodosStore } from '@/stores/todos'
import { useUnsaved } from './useUnsaved'

let last: string | null = null
const isLeaving = ref(false)

function forgetEverything(): void {
  for (const useStore of [
    useDraftsStore,
    useListsStore,
    useSavingStore,
    useToastsStore,
    useTodosStore,
  ]) {
    useStore().clear()
  }
}

/** Who is signed in, and the way out. */
export function useAccount() {
  const session = useSessionStore()
  const lists = useListsStore()
  const isUnsaved = useUnsaved()
  const name = computed(() => lists.me?.displayName || session.email || 'Your account')
  const initial = computed(() => name.value.slice(0, 1).toUpperCase())

  function stay(): void {
    isLeaving.value = false
  }

  async function leave(): Promise<void> {
    stay()
    await session.signOut()
    forgetEverything()
  }

  /** Asks first when something would be lost with it. */
  async function signOut(): Promise<void> {
    if (isUnsaved()) isLeaving.value = true
    else await leave()
  }

  return { name, initial, signOut, isLeaving: readonly(isLeaving), leave, stay }
}

/**
 * A session that ran out keeps what was typed for the person who comes back; someone else who
 * signs in on the same page finds nothing of it.
 */
export function useFreshStart(): void {
  const session = useSessionStore()
  watch(
    () => session.email,
    (email) => {
      if (!email) return
      if (last && last !== email) forgetEverything()
      last = email
    },
    { immediate: true },
  )
}
