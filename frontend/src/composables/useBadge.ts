import { onScopeDispose, watch } from 'vue'
import { useCountsStore } from '@/stores/counts'
import { useStatusStore } from '@/stores/status'
import { useToday } from './useToday'

/** A number at the icon of the app is worth no error. */
const quietly = (badge: Promise<void>) => void badge.catch(() => {})

/** The icon of the app tells what Today does; whoever signs out takes the number along. */
export function useBadge(): void {
  if (!('setAppBadge' in navigator)) return
  const counts = useCountsStore()
  const status = useStatusStore()
  const today = useToday()

  watch(
    () => (status.isReady ? counts.dueBy(today.value) : undefined),
    (count) => count !== undefined && quietly(navigator.setAppBadge(count)),
    { immediate: true },
  )
  onScopeDispose(() => quietly(navigator.clearAppBadge()))
}
