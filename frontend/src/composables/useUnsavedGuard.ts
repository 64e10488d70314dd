import { onMounted, onUnmounted } from 'vue'
import { useSync } from '@/sync'
import { useUnsaved } from './useUnsaved'

/** Asks before the page closes on something that is nowhere else; what only waits to be sent is kept. */
export function useUnsavedGuard(): void {
  const unsaved = useUnsaved()

  function ask(event: BeforeUnloadEvent): void {
    if (unsaved() || useSync().unwritten()) event.preventDefault()
  }
  onMounted(() => window.addEventListener('beforeunload', ask))
  onUnmounted(() => window.removeEventListener('beforeunload', ask))
}
