/** What another app hands over: any of these may be missing, or hold what belongs into another. */
interface Shared {
  title?: string
  text?: string
  url?: string
}

/** Longer ones are no titles. */
const TITLE = 200

/** The same again, or what is part of another: apps send an address twice, and a title in the text. */
function isRepeated(parts: readonly string[], at: number): boolean {
  const part = parts[at]!
  return parts.some((other, index) => {
    if (index === at || !other.includes(part)) return false
    return other !== part || index < at
  })
}

/** As much as a title may hold, up to the end of a word. */
function headOf(text: string): string {
  if (text.length <= TITLE) return text
  return `${text.slice(0, TITLE).replace(/\s+\S*$/, '')}…`
}

/** A to-do of it: what comes first is the title, and the rest the notes. */
export function todoOfShared({ title, text, url }: Shared): { title: string; notes: string } {
  const given = [title, text, url].map((part) => (part ?? '').trim())
  const parts = given.filter(Boolean)
  const all = parts.filter((_, index) => !isRepeated(parts, index))
  const first = (all[0] ?? '').replace(/\s+/g, ' ')
  const head = headOf(first)
  return { title: head, notes: (head === first ? all.slice(1) : all).join('\n') }
}
