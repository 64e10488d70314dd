import type { Plugin } from 'vite'
import { FIRST } from '../src/i18n/first.ts'

/** A section as it is formatted: its name two spaces in, and all of it further in. */
const SECTION = /^ {2}(\w+): \{\n[^]*?^ {2}\},\n/gm
const ASKED = /\/i18n\/languages\/\w+\.ts\?(first|rest)$/

/**
 * A language is one file, and yet not all of it is in the first load: `?first` gives the sections that
 * src/i18n/first.ts names, `?rest` all others.
 */
export function messages(): Plugin {
  const first = new Set<string>(FIRST)
  return {
    name: 'doable-messages',
    enforce: 'pre',
    transform(code, id) {
      const part = ASKED.exec(id)?.[1]
      if (!part) return undefined
      const isAsked = (name: string) => first.has(name) === (part === 'first')
      return code.replace(SECTION, (text, name: string) => (isAsked(name) ? text : ''))
    },
  }
}
