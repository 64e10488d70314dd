import { watchEffect } from 'vue'

interface Parts {
  /** The id of the listbox, which is in the page also while it is closed. */
  list: string
  isOpen: () => boolean
  activeId: () => string | undefined
  /** The id of what says what is wrong. */
  problem: () => string | undefined
}

/** Makes a box that was a plain one a combobox (WAI-ARIA 1.2). */
export function useCombobox(input: HTMLInputElement, parts: Parts): void {
  function set(name: string, value: string | boolean | undefined): void {
    if (value === undefined) input.removeAttribute(name)
    else input.setAttribute(name, String(value))
  }

  set('role', 'combobox')
  set('aria-autocomplete', 'list')
  set('aria-controls', parts.list)
  watchEffect(() => {
    set('aria-expanded', parts.isOpen())
    set('aria-activedescendant', parts.activeId())
    set('aria-invalid', parts.problem() && 'true')
    set('aria-describedby', parts.problem())
  })
}
