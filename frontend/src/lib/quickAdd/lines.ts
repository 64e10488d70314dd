const LINE = /\r\n|[\n\r\u2028\u2029]/
const BULLET = /^(?:[-*+•‣◦–—]|\d{1,3}[.)])(?:\s+|$)/
const CHECKBOX = /^\[[ x]?\](?:\s+|$)/i
const NOTE = /^\/\/(?=\s|$)/

/** What was pasted, as one text per to-do. A line that is a note belongs to the one before it. */
export function splitLines(text: string): string[] {
  const lines: string[] = []
  for (const line of text.split(LINE).map((one) => one.trimStart())) {
    const content = line.replace(BULLET, '').replace(CHECKBOX, '').trimEnd()
    if (NOTE.test(line) && lines.length) lines.push(`${lines.pop()}\n${line}`)
    else if (content) lines.push(content)
  }
  return lines
}
