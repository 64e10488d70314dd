import { MAX_NAME } from '@/lib/limits'

/** Small work on texts of any length; all of it takes time in proportion to that. */

/** What Python strips, too: the server takes no title with any of these around it. */
const isBlank = (code: number) =>
  code <= 0x20
    ? (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x20)
    : code === 0x85 || (code >= 0xa0 && /\s/.test(String.fromCharCode(code)))

export function trim(text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && isBlank(text.charCodeAt(start))) start++
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--
  return text.slice(start, end)
}

/** Half a character is none, and no server takes it. */
export const wellFormed = (text: string) => text.replace(/\p{Surrogate}/gu, '\ufffd')

/** Without what no text file has. */
export const printable = (text: string) => wellFormed(text.replace(/(?![\t\n\r])\p{Cc}/gu, ''))

export const oneLine = (text: string) => trim(text.split(/[\r\n\u2028\u2029]+/).join(' '))

/** The first so many characters, and the rest. */
export function cutAt(text: string, max: number): [string, string] {
  if (text.length <= max) return [text, '']
  let end = 0
  for (let count = 0; count < max && end < text.length; count++) {
    end += text.codePointAt(end)! > 0xffff ? 2 : 1
  }
  return [text.slice(0, end), text.slice(end)]
}

/** "Name (2)", whatever the length of the name. */
export function numbered(name: string, n: number): string {
  const end = n > 1 ? ` (${n})` : ''
  return trim(cutAt(name, MAX_NAME - end.length)[0]) + end
}

const bytesIn = (code: number) => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4)

/** As many characters as there is room for in so many bytes of UTF-8, and the rest. */
export function cutAtBytes(text: string, max: number): [string, string] {
  if (text.length * 3 <= max) return [text, '']
  let [end, bytes] = [0, 0]
  while (end < text.length) {
    const code = text.codePointAt(end)!
    bytes += bytesIn(code)
    if (bytes > max) return [text.slice(0, end), text.slice(end)]
    end += code > 0xffff ? 2 : 1
  }
  return [text, '']
}

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: ' ',
}
const BREAKS = /^\/?(br|p|div|li|tr|h\d)\b/i

/** The words of HTML, line by line; it is never shown as HTML. */
export function textOfHtml(html: string): string {
  const [first = '', ...parts] = html.split('<')
  const words = parts.map((part) => {
    const end = part.indexOf('>')
    return end < 0 ? `<${part}` : (BREAKS.test(part.slice(0, 8)) ? '\n' : '') + part.slice(end + 1)
  })
  const text = [first, ...words].join('').replace(/&(#?\w{1,6});/g, (all, name: string) => {
    return Object.hasOwn(ENTITIES, name) ? ENTITIES[name]! : all
  })
  const lines = text.split(/\r?\n/).map(trim)
  return lines.filter((line, place) => line || lines[place - 1]).join('\n')
}

/** "todo" of "todo.txt". */
export const stemOf = (name: string) => trim(name.replace(/\.[^.]{1,10}$/, ''))
