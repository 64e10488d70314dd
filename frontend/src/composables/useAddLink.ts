import { watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { textOfShared } from '@/lib/share'
import { useAddPreset } from './useAddPreset'
import { useQuickAdd } from './useQuickAdd'

/** An address with `?add` opens the dialog to add with, and with what another app has shared. */
export function useAddLink(): void {
  const route = useRoute()
  const router = useRouter()
  const preset = useAddPreset()
  const { ask, draft } = useQuickAdd()

  /** A reload is not to ask again. */
  async function take(): Promise<void> {
    const { add: _, title, text, url, ...query } = route.query
    await router.replace({ path: route.path, query })
    const shared = textOfShared({
      title: String(title ?? ''),
      text: String(text ?? ''),
      url: String(url ?? ''),
    })
    draft.value = [draft.value, shared].filter(Boolean).join(' ')
    ask(preset.value)
  }

  watch(
    () => 'add' in route.query,
    (isAsked) => isAsked && void take(),
    { immediate: true },
  )
}
