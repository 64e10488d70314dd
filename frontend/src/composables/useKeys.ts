import { onMounted, onUnmounted } from 'vue'

/** What a key does; `false` when it did nothing, and the key is the browser's again. */
export type KeyMap = Record<string, (event: KeyboardEvent) => unknown>

const TEXTLESS = new Set(['checkbox', 'radio', 'button', 'submit', 'range', 'color'])

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !TEXTLESS.has(target.type)
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  )
}

/** Enter and Space belong to the control that has the focus. */
function isPress(event: KeyboardEvent): boolean {
  const { target, key } = event
  if (key !== 'Enter' && key !== ' ') return false
  if (target instanceof HTMLButtonElement) return true
  if (target instanceof HTMLInputElement) return key === ' '
  return target instanceof HTMLAnchorElement && key === 'Enter'
}

function isElsewhere(target: EventTarget | null): boolean {
  const open = document.querySelector('dialog:modal')
  if (open) return true
  return target instanceof Element && !!target.closest('[role=menu]')
}

export function isForPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.repeat) return false
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false
  return !isTyping(event.target) && !isPress(event) && !isElsewhere(event.target)
}

/** Single keys for the whole page, by what the key means on the person's layout. */
export function useKeys(keys: KeyMap): void {
  function listen(event: KeyboardEvent): void {
    const act = keys[event.key]
    if (!act || !isForPage(event)) return
    if (act(event) !== false) event.preventDefault()
  }
  onMounted(() => document.addEventListener('keydown', listen))
  onUnmounted(() => document.removeEventListener('keydown', listen))
}
