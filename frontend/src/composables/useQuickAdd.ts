import { readonly, shallowRef } from 'vue'

export interface QuickAdd {
  due: string | null
  listId: string | null
}

const asked = shallowRef<QuickAdd | null>(null)

/** The add dialog belongs to the shell; any view may ask for it. */
export function useQuickAdd() {
  function ask(preset: Partial<QuickAdd> = {}): void {
    asked.value = { due: null, listId: null, ...preset }
  }
  function dismiss(): void {
    asked.value = null
  }
  return { asked: readonly(asked), ask, dismiss }
}
