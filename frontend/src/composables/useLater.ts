import { effectScope, getCurrentInstance, onScopeDispose } from 'vue'

/**
 * Calls `use` with a part of the page that comes later, as if that were in the setup of the caller:
 * it can inject, and it ends with the caller. Where the part cannot be had, the next visit has it.
 */
export function useLater<Part>(load: () => Promise<Part>, use: (part: Part) => void): void {
  const scope = effectScope(true)
  const { app } = getCurrentInstance()!.appContext
  onScopeDispose(() => scope.stop())
  load()
    .then((part) => scope.active && app.runWithContext(() => scope.run(() => use(part))))
    .catch(() => {})
}
