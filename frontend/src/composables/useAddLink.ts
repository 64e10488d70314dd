import { watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { todoOfShared } from '@/lib/share'
import { useAddPreset } from './useAddPreset'
import { useQuickAdd } from './useQuickAdd'

const joined = (by: string, ...texts: string[]) => texts.filter(Boolean).join(by)

/** An address with `?add` opens the dialog to add with, and with what another app has shared. */
export function useAddLink(): void {
  const route = useRoute()
  const router = useRouter()
  const preset = useAddPreset()
  const { ask, draft, notes } = useQuickAdd()

  /** A reload is not to ask again. */
  async function take(): Promise<void> {
    const { add: _, title, text, url, ...query } = route.query
    await router.replace({ path: route.path, query })
    const shared = todoOfShared({
      title: String(title ?? ''),
      text: String(text ?? ''),
      url: String(url ?? ''),
    })
    draft.value = joined(' ', draft.value, shared.title)
    notes.value = joined('\n', notes.value, shared.notes)
    ask(preset.value)
  }

  watch(
    () => 'add' in route.query,
    (isAsked) => isAsked && void take(),
    { immediate: true },
  )
}
