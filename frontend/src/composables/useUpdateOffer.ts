import { onScopeDispose } from 'vue'
import { t } from '@/i18n/rest'
import { useToastsStore } from '@/stores/toasts'
import { startUpdates, type Updates } from '@/sw/updates'
import { useIdle } from './useIdle'

const LOOK_MS = 2_000
/** The note goes by itself: whoever let it go is asked again, but not soon. */
const AGAIN_MS = 30 * 60_000

/**
 * Keeps the page able to start without a network, and offers the next version when there is one, and
 * nobody is in the middle of something. `isQuiet`: nothing would be lost, and nothing waits to be sent.
 */
export function useUpdateOffer(
  isQuiet: () => boolean,
  starting: Promise<Updates | null> = startUpdates(),
): void {
  const toasts = useToastsStore()
  const isIdle = useIdle()
  let updates: Updates | null = null
  let offeredAt = -Infinity

  function check(): void {
    if (document.visibilityState === 'visible') updates?.check()
  }

  function look(): void {
    check() // A tab that is looked at all day never comes back.
    if (!updates?.isReady() || Date.now() - offeredAt < AGAIN_MS) return
    if (!isIdle() || !isQuiet()) return
    offeredAt = Date.now()
    toasts.show({
      text: t.said.newVersion,
      action: { label: t.common.reload, run: updates.apply },
    })
  }
  void starting.then((started) => (updates = started))
  const timer = window.setInterval(look, LOOK_MS)
  document.addEventListener('visibilitychange', check)
  onScopeDispose(() => {
    window.clearInterval(timer)
    document.removeEventListener('visibilitychange', check)
  })
}
