import { readonly, ref } from 'vue'

type Overlay = 'palette' | 'help' | 'newList' | 'import'

const shown = ref<Overlay | null>(null)

/** What lies over the whole page, one at a time. It belongs to the shell; anything may show it. */
export function useOverlay() {
  function show(overlay: Overlay): void {
    shown.value = overlay
  }
  function hide(): void {
    shown.value = null
  }
  return { shown: readonly(shown), show, hide }
}
