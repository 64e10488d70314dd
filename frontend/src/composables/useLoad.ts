import { onScopeDispose, ref, watch, type WatchSource } from 'vue'

const STALE_AFTER = 30_000

/** Loads now, when `source` changes, and again when the person comes back to the page. */
export function useLoad(load: () => Promise<unknown> | undefined, source?: WatchSource) {
  const loading = ref(false)
  const failed = ref(false)
  let asked = 0
  let turn = 0

  async function run(): Promise<void> {
    const mine = ++turn
    asked = Date.now()
    loading.value = true
    failed.value = false
    try {
      await load()
    } catch {
      if (mine === turn) failed.value = true
    } finally {
      if (mine === turn) loading.value = false
    }
  }

  function comeBack(): void {
    if (!document.hidden && Date.now() - asked > STALE_AFTER) void run()
  }

  document.addEventListener('visibilitychange', comeBack)
  onScopeDispose(() => document.removeEventListener('visibilitychange', comeBack))
  watch(source ?? (() => 0), run, { immediate: true })
  return { loading, failed, retry: run }
}
