/** What another app hands over: any of these may be missing, or hold what belongs into another. */
export interface Shared {
  title?: string
  text?: string
  url?: string
}

/** The same again, or what is part of another: apps send an address twice, and a title in the text. */
function isRepeated(parts: readonly string[], at: number): boolean {
  const part = parts[at]!
  return parts.some((other, index) => {
    if (index === at || !other.includes(part)) return false
    return other !== part || index < at
  })
}

/** As one writes it into the box: what comes first is the title, and the rest the notes. */
export function textOfShared({ title, text, url }: Shared): string {
  const given = [title, text, url].map((part) => (part ?? '').replace(/\s+/g, ' ').trim())
  const parts = given.filter(Boolean)
  const [first = '', ...rest] = parts.filter((_, index) => !isRepeated(parts, index))
  return rest.length ? `${first} // ${rest.join(' ')}` : first
}
