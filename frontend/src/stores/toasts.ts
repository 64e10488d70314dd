import { defineStore } from 'pinia'
import { readonly, ref } from 'vue'

export interface ToastAction {
  label: string
  run: () => void
}

export interface Toast {
  id: number
  text: string
  tone: 'info' | 'error'
  action?: ToastAction
}

const KEPT = 3

/** Short notes with one action, and the words for the two live regions. */
export const useToastsStore = defineStore('toasts', () => {
  const toasts = ref<Toast[]>([])
  const polite = ref('')
  const assertive = ref('')
  let last = 0

  /** A region that is told the same words twice stays silent, so repeats get a hair space. */
  function announce(text: string, tone: Toast['tone'] = 'info'): void {
    const region = tone === 'error' ? assertive : polite
    region.value = region.value === text ? `${text}\u200a` : text
  }

  function show(toast: Omit<Toast, 'id' | 'tone'> & { tone?: Toast['tone'] }): number {
    const made = { tone: 'info' as const, ...toast, id: ++last }
    toasts.value = [...toasts.value, made].slice(-KEPT)
    announce(made.text, made.tone)
    return made.id
  }

  function dismiss(id: number): void {
    toasts.value = toasts.value.filter((toast) => toast.id !== id)
  }

  function act(toast: Toast): void {
    dismiss(toast.id)
    toast.action?.run()
  }

  function clear(): void {
    toasts.value = []
  }

  return {
    toasts: readonly(toasts),
    polite: readonly(polite),
    assertive: readonly(assertive),
    show,
    announce,
    dismiss,
    act,
    clear,
  }
})
