import { onScopeDispose, watch, type Ref } from 'vue'
import { placesIn } from '@/lib/search'

const NAME = 'found'

function rangesIn(text: Text, query: string): Range[] {
  return placesIn(text.data, query).map(([from, to]) => {
    const range = new Range()
    range.setStart(text, from)
    range.setEnd(text, to)
    return range
  })
}

/**
 * Marks the words of a query in the titles of the rows, without touching these; `::highlight(found)`
 * says how. A browser that cannot do so marks nothing.
 */
export function useHighlights(root: Ref<HTMLElement | null>, query: () => string): void {
  if (!globalThis.CSS?.highlights) return
  let frame = 0

  function mark(): void {
    const titles = root.value?.querySelectorAll('[data-row-link] .title') ?? []
    const texts = [...titles]
      .map(({ firstChild }) => firstChild)
      .filter((one) => one instanceof Text)
    const ranges = texts.flatMap((text) => rangesIn(text, query()))
    CSS.highlights.set(NAME, new Highlight(...ranges))
  }

  function markSoon(): void {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(mark)
  }

  /** Rows come and go as one scrolls. */
  const changes = new MutationObserver(markSoon)

  watch([root, query], () => {
    changes.disconnect()
    if (root.value)
      changes.observe(root.value, { childList: true, subtree: true, characterData: true })
    markSoon()
  })
  onScopeDispose(() => {
    cancelAnimationFrame(frame)
    changes.disconnect()
    CSS.highlights.delete(NAME)
  })
}
