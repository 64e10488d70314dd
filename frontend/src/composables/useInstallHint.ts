import { computed, ref } from 'vue'
import { countVisit, isHinted, setHinted } from '@/lib/visits'
import { useInstall } from './useInstall'

const VISITS = 3

/** Says once that the page can be an app: not before somebody keeps coming back, and never again. */
export function useInstallHint() {
  const { state, install } = useInstall()
  const isWanted = ref(countVisit() >= VISITS && !isHinted())
  const isShown = computed(() => isWanted.value && state.value === 'offered')

  function dismiss(): void {
    setHinted()
    isWanted.value = false
  }

  async function accept(): Promise<void> {
    isWanted.value = false
    await install()
  }

  return { isShown, accept, dismiss }
}
