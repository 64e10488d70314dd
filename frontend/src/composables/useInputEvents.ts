import { onScopeDispose } from 'vue'

type Handlers = { [Name in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Name]) => void }

/** Listens to a box that somebody else has put there, and before its owner does. */
export function useInputEvents(input: HTMLInputElement, handlers: Handlers): void {
  const pairs = Object.entries(handlers) as [string, EventListener][]
  for (const [name, handler] of pairs) input.addEventListener(name, handler, true)
  onScopeDispose(() => {
    for (const [name, handler] of pairs) input.removeEventListener(name, handler, true)
  })
}
