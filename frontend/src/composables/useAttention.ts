import { readonly, ref } from 'vue'

const isOpen = ref(false)

/** The panel with what waits for the person. It belongs to the shell; anything may open it. */
export function useAttention() {
  function open(): void {
    isOpen.value = true
  }
  function close(): void {
    isOpen.value = false
  }
  return { isOpen: readonly(isOpen), open, close }
}
