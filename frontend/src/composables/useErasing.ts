import { onScopeDispose, readonly, ref } from 'vue'
import { ApiError } from '@/api'
import type { Choices } from '@/api/account'
import { useOwn } from './useOwn'

/** `busy` and `offline`: it is asked again by itself. */
export type ErasingState = 'still' | 'working' | 'busy' | 'offline'

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000

/** A passing trouble on the server's side, whoever tells of it: the function, or what is in front of it. */
const isPassing = ({ status }: ApiError) => status === 429 || status >= 500

/** Asks the server to erase the person, which takes as many requests as it takes. */
export function useErasing() {
  const own = useOwn()
  const gone = new AbortController()
  const state = ref<ErasingState>('still')
  let hurry = () => {}

  /** Until the time is over, a network is back, or the person wants it tried now. */
  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      hurry = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  /** In how many milliseconds to ask again; null where that would change nothing. */
  function waitAfter(error: unknown, failures: number, isBegun: boolean): number | null {
    if (gone.signal.aborted || !(error instanceof ApiError)) return null
    if (!isPassing(error) && !(isBegun && error.isOffline)) return null
    return Math.max(
      error.retryAfterMs ?? 0,
      Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS),
    )
  }

  async function askPatiently(lists: Choices, isBegun: boolean): Promise<boolean> {
    for (let failures = 0; ; failures++) {
      state.value = 'working'
      try {
        const { done } = await own.erase(lists)
        gone.signal.throwIfAborted()
        return done
      } catch (error) {
        const ms = waitAfter(error, failures, isBegun)
        if (ms === null) throw error
        state.value = (error as ApiError).isOffline ? 'offline' : 'busy'
        await pause(ms)
        gone.signal.throwIfAborted()
      }
    }
  }

  /**
   * One answer: whether all is erased. A server that is busy is asked again; without a network only
   * what `isBegun` is. Rejects with an ApiError; and also when nobody is there any more, whatever came.
   */
  async function ask(lists: Choices, isBegun: boolean): Promise<boolean> {
    try {
      return await askPatiently(lists, isBegun)
    } finally {
      state.value = 'still'
    }
  }

  /** All of it, once it is begun. */
  async function askUntilDone(lists: Choices): Promise<void> {
    while (!(await ask(lists, true)));
  }

  window.addEventListener('online', () => hurry(), { signal: gone.signal })
  onScopeDispose(() => {
    gone.abort()
    hurry()
  })

  return { state: readonly(state), ask, askUntilDone, hurry: () => hurry() }
}
