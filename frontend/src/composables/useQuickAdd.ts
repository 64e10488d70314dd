import { onScopeDispose, readonly, ref, shallowRef } from 'vue'
import { useRouter } from 'vue-router'
import type { Priority } from '@/api/types'

/** Where the person is, and so what is said already of what is added there. */
export interface Preset {
  due?: string | null
  listId?: string | null
  priority?: Priority
  tag?: string | null
}

const asked = shallowRef<Preset | null>(null)
/** What was typed but not added waits here for the next time. */
const draft = ref('')
const notes = ref('')

/** The add dialog belongs to the shell; any view may ask for it. */
export function useQuickAdd() {
  const router = useRouter()

  /** A step of its own in the history, so that Back closes it. */
  function ask(preset: Preset = {}): void {
    if (asked.value) return
    asked.value = preset
    const { path, query } = router.currentRoute.value
    void router.push({ path, query, state: { quickAdd: true }, force: true })
  }
  function dismiss(): void {
    if (!asked.value) return
    asked.value = null
    if (router.options.history.state.quickAdd) router.back()
  }
  return { asked: readonly(asked), draft, notes, ask, dismiss }
}

/** For the shell, which shows it: closes it on Back, and keeps nothing for the next person. */
export function useQuickAddHost() {
  const router = useRouter()
  const stop = router.options.history.listen(() => (asked.value = null))
  onScopeDispose(() => {
    stop()
    asked.value = null
    draft.value = notes.value = ''
  })
  return useQuickAdd()
}
