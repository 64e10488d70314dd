import { computed, onScopeDispose, ref } from 'vue'
import { installOffer } from '@/lib/installOffer'
import { isIos } from '@/lib/platform'
import { setHinted } from '@/lib/visits'
import { useMedia } from './useMedia'

/** `unknown`: the browser says nothing, but may have a way in its own menu. */
type InstallState = 'installed' | 'offered' | 'ios' | 'unknown'

/** Whether the page is an app here, or how it becomes one. */
export function useInstall() {
  const isApp = useMedia('(display-mode: standalone)')
  const wasInstalled = ref(false)
  const { standalone } = navigator as { standalone?: boolean } // Safari's own.

  const state = computed<InstallState>(() => {
    if (isApp.value || standalone || wasInstalled.value) return 'installed'
    if (installOffer.value) return 'offered'
    return isIos() ? 'ios' : 'unknown'
  })

  function onInstalled(): void {
    wasInstalled.value = true
    installOffer.value = null
  }
  window.addEventListener('appinstalled', onInstalled)
  onScopeDispose(() => window.removeEventListener('appinstalled', onInstalled))

  /** An offer is good for one question. */
  async function install(): Promise<void> {
    const offer = installOffer.value
    setHinted()
    installOffer.value = null
    await offer?.prompt()
    const answer = await offer?.userChoice
    if (answer?.outcome === 'accepted') wasInstalled.value = true
  }

  return { state, install }
}
