/** A piece of a text; with `href` it leads somewhere. */
export interface Part {
  readonly text: string
  readonly href?: string
}

/** Not in the middle of a word: each word is looked at once, however long it is. */
const ADDRESS =
  /(?<![a-z0-9_])(?:https?:\/\/|www\.)[^\s<>"“”„«»‘’…，。、！？；：「」『』（）【】《》]+|(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu
const TRAILING = ".,;:!?*'"
const BRACKETS: Record<string, string> = { ')': '(', ']': '[', '}': '{' }

/** How many more of these brackets close than open. */
function excessOf(text: string, close: string): number {
  const count = (mark: string) => text.split(mark).length - 1
  return count(close) - count(BRACKETS[close]!)
}

/** Without what belongs to the sentence around it: punctuation, and a bracket opened before it. */
function trim(text: string): string {
  const excess = Object.fromEntries(
    Object.keys(BRACKETS).map((close) => [close, excessOf(text, close)]),
  )
  let end = text.length
  for (; end; end--) {
    const last = text[end - 1]!
    if (last in BRACKETS ? excess[last]!-- <= 0 : !TRAILING.includes(last)) break
  }
  return text.slice(0, end)
}

function webHref(text: string): string | undefined {
  const isBare = /^www\./i.test(text)
  if (isBare && !/^www\.[^./]+\.[^.]/i.test(text)) return undefined
  try {
    const url = new URL(isBare ? `https://${text}` : text)
    return /^https?:$/.test(url.protocol) ? url.href : undefined
  } catch {
    return undefined
  }
}

function mailHref(text: string): string | undefined {
  const [name, domain] = text.split('@') as [string, string]
  const isMail = !name.startsWith('.') && /\.\p{L}{2,}$/u.test(domain)
  return isMail ? `mailto:${encodeURIComponent(name)}@${domain}` : undefined
}

const isWeb = (text: string) => /^(https?:|www\.)/i.test(text)

/**
 * Web and e-mail addresses in a text. The parts together are the text; the only schemes are http,
 * https and mailto.
 */
export function splitLinks(text: string): readonly Part[] {
  const parts: Part[] = []
  let end = 0
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = isWeb(found) ? trim(found) : found
    const href = isWeb(found) ? webHref(address) : mailHref(address)
    if (!href) continue
    if (index > end) parts.push({ text: text.slice(end, index) })
    parts.push({ text: address, href })
    end = index + address.length
  }
  return end < text.length ? [...parts, { text: text.slice(end) }] : parts
}
