/** Without capitals and accents: "Épicerie" is found by "epi". */
export function fold(text: string): string {
  const isPlain = /^[\x20-\x7e]*$/.test(text)
  return (isPlain ? text : text.normalize('NFD').replace(/\p{M}/gu, '')).toLowerCase()
}

export const wordsOf = (query: string): readonly string[] =>
  fold(query).split(/\s+/).filter(Boolean)

/**
 * How well a folded text matches: 0 where it begins with the first word, 1 where all begin a word of
 * it, 2 where they are anywhere in it. Undefined where one is missing.
 */
export function rankOf(text: string, words: readonly string[]): 0 | 1 | 2 | undefined {
  if (!words.every((word) => text.includes(word))) return undefined
  if (!words.every((word) => text.startsWith(word) || text.includes(` ${word}`))) return 2
  return text.startsWith(words[0] ?? '') ? 0 : 1
}

/** The best `most` of many, best first, otherwise in the order that they come in. */
export function bestOf<T>(
  items: Iterable<T>,
  rank: (item: T) => number | undefined,
  most: number,
): readonly T[] {
  const found: T[][] = []
  for (const item of items) {
    const at = rank(item)
    if (at === undefined) continue
    const equals = (found[at] ??= [])
    if (equals.length < most) equals.push(item)
  }
  return found.flat().slice(0, most)
}
