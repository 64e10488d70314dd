/** The syntax of iCalendar (RFC 5545, section 3.1). */

export interface Property {
  name: string
  params: ReadonlyMap<string, string>
  /** Still escaped. */
  value: string
}

/** With what is nested in it, by name only. */
export interface Component {
  name: string
  properties: Property[]
  inner: string[]
}

/** Our own properties: the list, whether that is the Inbox, and what a rule counts from. */
export const OWN = {
  list: 'X-DOABLE-LIST',
  inbox: 'X-DOABLE-INBOX',
  from: 'X-DOABLE-FROM',
} as const

// --- Reading ---

/** A line that begins with white space goes on with the one before it. */
function unfold(text: string): string[] {
  const lines: string[] = []
  for (const line of text.split(/\r\n|\n|\r/)) {
    const isMore = line.startsWith(' ') || line.startsWith('\t')
    if (isMore && lines.length) lines[lines.length - 1] += line.slice(1)
    else lines.push(line)
  }
  return lines
}

/** The first of these that is not between quotes. */
function findOutside(line: string, sign: string, from: number): number {
  const first = line.indexOf(sign, from)
  const quote = line.indexOf('"', from)
  if (first < 0 || quote < 0 || first < quote) return first
  let isQuoted = false
  for (let at = quote; at < line.length; at++) {
    if (line[at] === '"') isQuoted = !isQuoted
    else if (line[at] === sign && !isQuoted) return at
  }
  return -1
}

const NONE: ReadonlyMap<string, string> = new Map()

function paramsOf(text: string): ReadonlyMap<string, string> {
  if (!text) return NONE
  const params = new Map<string, string>()
  for (let at = 0; at >= 0 && at < text.length;) {
    const next = findOutside(text, ';', at)
    const part = text.slice(at, next < 0 ? undefined : next)
    const equals = part.indexOf('=')
    const value = part.slice(equals + 1).replaceAll('"', '')
    if (equals > 0) params.set(part.slice(0, equals).toUpperCase(), value)
    at = next < 0 ? -1 : next + 1
  }
  return params
}

/** Nothing of what is no property. */
function propertyOf(line: string): Property | undefined {
  const name = /^[a-z0-9-]{1,100}(?=[;:])/i.exec(line)?.[0]
  if (!name) return undefined
  const colon = findOutside(line, ':', name.length)
  if (colon < 0) return undefined
  const params = paramsOf(line.slice(name.length + 1, colon))
  return { name: name.toUpperCase(), params, value: line.slice(colon + 1) }
}

interface Reading {
  readonly components: Component[]
  readonly open: Component[]
}

function readProperty({ components, open }: Reading, { name, params, value }: Property): void {
  if (name === 'BEGIN') {
    const component: Component = { name: value.trim().toUpperCase(), properties: [], inner: [] }
    open.at(-1)?.inner.push(component.name)
    open.push(component)
    components.push(component)
  } else if (name === 'END') {
    const place = open.findLastIndex((one) => one.name === value.trim().toUpperCase())
    if (place >= 0) open.length = place
  } else open.at(-1)?.properties.push({ name, params, value })
}

/** Deeper than any calendar is; what is nested further belongs to this one. */
const MAX_DEPTH = 10

/** All components, also those within others, one after the other. What is no line of it is left out. */
export function parseComponents(text: string): Component[] {
  const reading: Reading = { components: [], open: [] }
  for (const line of unfold(text)) {
    const property = propertyOf(line)
    const isTooDeep = property?.name === 'BEGIN' && reading.open.length >= MAX_DEPTH
    if (property && !isTooDeep) readProperty(reading, property)
  }
  return reading.components
}

export const unescapeText = (text: string) =>
  text.replace(/\\([\s\S])/g, (_, char: string) => (/n/i.test(char) ? '\n' : char))

/** "a,b\,c" is a and "b,c". */
export const valuesOf = (text: string) =>
  (text.match(/(?:\\[\s\S]|[^,\\])+/g) ?? []).map((value) => unescapeText(value))

// --- Writing ---

export const escapeText = (text: string) =>
  text.replace(/[\\;,]/g, (char) => `\\${char}`).replace(/\r\n|\r|\n/g, '\\n')

const MAX_OCTETS = 75
const octetsIn = (code: number) => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4)

/** Into lines of at most 75 octets, between characters. */
export function fold(line: string): string {
  if (line.length * 3 <= MAX_OCTETS) return line
  const lines: string[] = []
  let [start, octets] = [0, 0]
  for (let at = 0; at < line.length;) {
    const code = line.codePointAt(at)!
    const more = octetsIn(code)
    if (octets + more > MAX_OCTETS) {
      lines.push(line.slice(start, at))
      start = at
      octets = 1
    }
    octets += more
    at += code > 0xffff ? 2 : 1
  }
  return [...lines, line.slice(start)].join('\r\n ')
}
