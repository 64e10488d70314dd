import { onScopeDispose } from 'vue'
import { useStatusStore } from '@/stores/status'

const fields = new Set<() => boolean>()

/** Counts a field as unsaved for as long as it holds something that only the page knows. */
export function useTyped(isTyped: () => boolean): void {
  fields.add(isTyped)
  onScopeDispose(() => fields.delete(isTyped))
}

/** How much that somebody typed would be lost, if the page went away now. */
export function useUnsaved(): () => number {
  const status = useStatusStore()
  return () => status.unkept + [...fields].filter((isTyped) => isTyped()).length
}
