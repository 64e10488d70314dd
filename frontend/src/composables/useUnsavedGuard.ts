import { onMounted, onUnmounted } from 'vue'
import { useDraftsStore } from '@/stores/drafts'
import { useUnsaved } from './useUnsaved'

/**
 * Asks before the page closes on something that the server has not heard, and sends what could not
 * be sent as soon as there is a way.
 */
export function useUnsavedGuard(): void {
  const isUnsaved = useUnsaved()
  const drafts = useDraftsStore()

  function ask(event: BeforeUnloadEvent): void {
    if (isUnsaved()) event.preventDefault()
  }
  onMounted(() => {
    window.addEventListener('beforeunload', ask)
    window.addEventListener('online', drafts.retryAll)
  })
  onUnmounted(() => {
    window.removeEventListener('beforeunload', ask)
    window.removeEventListener('online', drafts.retryAll)
  })
}
