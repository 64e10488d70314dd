/** A word of the text, or what counts as one: a literal, a quoted name, a note. */
export interface Word {
  start: number
  end: number
  /** Without backslashes before it. */
  text: string
  /** `text` as it is looked up; of a literal it is '', which means nothing. */
  low: string
  /** How many backslashes are before it. */
  slashes: number
  /** What is between the quotes. */
  literal?: string
  /** What comes after `//`. */
  note?: string
}

export const fold = (text: string) => text.normalize('NFC').toLowerCase()

const SLASHES = /^\\+(?=[^])/
/** Phones put curly quotes where one types straight ones, so all of them are good at either end. */
const QUOTE = /["“”„]/
/** `#"two words"` is one word; a quote in it has a backslash. */
const WORD = /[#@+]["“”„](?:[^"“”„\\]|\\[^])+["“”„](?!\S)|\S+/g

function wordAt(text: string, start: number, end: number): Word {
  const whole = text.slice(start, end)
  const slashes = SLASHES.exec(whole)?.[0].length ?? 0
  const core = whole.slice(slashes)
  return { start, end, text: core, low: fold(core), slashes }
}

/** The words alone, as if there were no quotes and no notes. */
export function splitWords(text: string): Word[] {
  return Array.from(text.matchAll(/\S+/g), ({ 0: { length }, index }) =>
    wordAt(text, index, index + length),
  )
}

/**
 * From a quote that begins a word to the next one that ends a word. Once there is none, it looks for
 * no other: else a text full of quotes would take for ever.
 */
function createLiterals(text: string): (start: number) => Word | undefined {
  const closing = /\S["“”„](?!\S)/g
  let any = true
  return (start) => {
    if (!any || !QUOTE.test(text[start]!) || !text[start + 1]?.trim()) return
    closing.lastIndex = start + 1
    any = closing.test(text)
    const end = closing.lastIndex
    return any
      ? { ...wordAt(text, start, end), low: '', literal: text.slice(start + 1, end - 1) }
      : undefined
  }
}

function lineOf(text: string, at: number): [start: number, end: number] {
  const end = text.indexOf('\n', at)
  return [text.lastIndexOf('\n', at) + 1, end < 0 ? text.length : end]
}

/** To the end of the line. It may be empty only where it has a line of its own below another. */
function noteAt(text: string, start: number): Word | undefined {
  const [from, to] = lineOf(text, start)
  const note = text.slice(start + 2, to)
  const isOwnLine = from > 0 && !text.slice(from, start).trim()
  if (!note.trim() && !isOwnLine) return
  const end = start + 2 + note.trimEnd().length
  return { ...wordAt(text, start, start + 2), end, note: note.replace(/^\s/, '') }
}

export function readWords(text: string): Word[] {
  const words: Word[] = []
  const literalAt = createLiterals(text)
  const pattern = new RegExp(WORD)
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const { 0: whole, index } = found
    const note = whole === '//' ? noteAt(text, index) : undefined
    const word = literalAt(index) ?? note ?? wordAt(text, index, index + whole.length)
    words.push(word)
    pattern.lastIndex = word.end
  }
  return words
}
