import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { onForget } from '@/lib/forgetting'
import { useStatusStore } from '@/stores/status'

const fields = new Set<() => boolean>()
/** What is written half in boxes, also in those of other views. */
const unfinished = new Map<string, string>()
onForget(() => unfinished.clear())

/** The text of a box where one adds. What is not added is still in it when the person comes back. */
export function useUnfinished(box: string): Ref<string> {
  const text = ref(unfinished.get(box) ?? '')
  watch(text, (now) => unfinished.set(box, now), { flush: 'sync' })
  return text
}

/** Counts a field as unsaved for as long as it holds something that only the page knows. */
export function useTyped(isTyped: () => boolean): void {
  fields.add(isTyped)
  onScopeDispose(() => fields.delete(isTyped))
}

/** How much that somebody typed would be lost, if the page went away now. */
export function useUnsaved(): () => number {
  const status = useStatusStore()
  return () =>
    status.unkept +
    [...fields].filter((isTyped) => isTyped()).length +
    [...unfinished.values()].filter((text) => text.trim()).length
}
