import { onScopeDispose } from 'vue'
import { useDraftsStore } from '@/stores/drafts'
import { useSavingStore } from '@/stores/saving'

const fields = new Set<() => boolean>()

/** Counts a field as unsaved for as long as it holds something that only the page knows. */
export function useTyped(isTyped: () => boolean): void {
  fields.add(isTyped)
  onScopeDispose(() => fields.delete(isTyped))
}

/** Would anything be lost that somebody typed or changed, if the page went away now? */
export function useUnsaved(): () => boolean {
  const saving = useSavingStore()
  const drafts = useDraftsStore()
  return () => saving.state !== 'saved' || drafts.has() || [...fields].some((isTyped) => isTyped())
}
