import { onScopeDispose } from 'vue'

/** Calls `end` after `length` ms, not counting the time in which something holds it. */
export function useCountdown(length: number, end: () => void) {
  const holds = new Set<string>()
  let left = length
  let since = Date.now()
  let timer = window.setTimeout(end, left)

  function pause(why: string): void {
    if (!holds.size) {
      window.clearTimeout(timer)
      left -= Date.now() - since
    }
    holds.add(why)
  }

  function resume(why: string): void {
    if (!holds.delete(why) || holds.size) return
    since = Date.now()
    timer = window.setTimeout(end, left)
  }

  onScopeDispose(() => window.clearTimeout(timer))
  return { pause, resume }
}
