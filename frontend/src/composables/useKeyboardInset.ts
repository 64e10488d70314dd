import { onMounted, onUnmounted } from 'vue'

/** Tells the styles how much of the page the on-screen keyboard covers. */
export function useKeyboardInset(): void {
  const view = window.visualViewport

  function measure(): void {
    if (!view) return
    const covered = Math.max(0, window.innerHeight - view.height - view.offsetTop)
    // Less than this is a browser's own bar.
    const inset = view.scale === 1 && covered > 80 ? covered : 0
    document.documentElement.style.setProperty('--keyboard', `${Math.round(inset)}px`)
  }

  onMounted(() => view?.addEventListener('resize', measure))
  onUnmounted(() => view?.removeEventListener('resize', measure))
}
