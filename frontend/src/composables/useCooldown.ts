import { computed, onScopeDispose, readonly, ref } from 'vue'

/** Seconds to wait before something may be asked for again. */
export function useCooldown(seconds: number) {
  const left = ref(0)
  let timer: ReturnType<typeof setInterval> | undefined

  function stop(): void {
    clearInterval(timer)
    left.value = 0
  }

  function start(): void {
    stop()
    left.value = seconds
    timer = setInterval(() => {
      left.value--
      if (left.value <= 0) stop()
    }, 1000)
  }

  onScopeDispose(stop)
  return { left: readonly(left), isRunning: computed(() => left.value > 0), start }
}
