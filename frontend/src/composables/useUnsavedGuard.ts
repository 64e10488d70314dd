import { onMounted, onUnmounted } from 'vue'
import { useStatusStore } from '@/stores/status'
import { useUnsaved } from './useUnsaved'

/** Asks before the page closes on something that is nowhere else; what only waits to be sent is kept. */
export function useUnsavedGuard(): void {
  const unsaved = useUnsaved()
  const status = useStatusStore()

  function ask(event: BeforeUnloadEvent): void {
    if (unsaved() || (status.trouble && status.waiting)) event.preventDefault()
  }
  onMounted(() => window.addEventListener('beforeunload', ask))
  onUnmounted(() => window.removeEventListener('beforeunload', ask))
}
