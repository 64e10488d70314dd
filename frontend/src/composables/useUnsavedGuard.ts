import { onMounted, onUnmounted } from 'vue'
import { useDraftsStore } from '@/stores/drafts'
import { useSavingStore } from '@/stores/saving'

/** Asks before the page closes on something that the server has not heard. */
export function useUnsavedGuard(): void {
  const saving = useSavingStore()
  const drafts = useDraftsStore()

  function ask(event: BeforeUnloadEvent): void {
    if (saving.waiting || drafts.has()) event.preventDefault()
  }
  onMounted(() => window.addEventListener('beforeunload', ask))
  onUnmounted(() => window.removeEventListener('beforeunload', ask))
}
