import { preferences } from '@/lib/preferences'
import type { FIRST } from './first'
import { messages as en } from './languages/en.ts?first'
import type * as English from './languages/en'

export type Messages = typeof English.messages
type First = Pick<Messages, (typeof FIRST)[number]>

const OTHERS = import.meta.glob<Messages>(['./languages/*.ts', '!./languages/en.ts'], {
  import: 'messages',
})
const FALLBACK = 'en'
const pathOf = (language: string) => `./languages/${language}.ts`

/** What the page speaks, by its code. */
export const LANGUAGES: readonly string[] = [
  FALLBACK,
  ...Object.keys(OTHERS).map((path) => path.slice('./languages/'.length, -'.ts'.length)),
]

/** Part of it is not there yet; that part is in nobody's hands yet either. */
const all = { ...en } as Messages
const english = { ...en } as Messages

/** Completes the English texts; whoever speaks another language has all of it already. */
export function addRest(rest: Omit<Messages, keyof First>): Messages {
  Object.assign(english, rest)
  return Object.assign(all, { ...rest, ...all })
}

/**
 * The texts of the first look, in the language of the person; the others are in '@/i18n/rest'. To be
 * read when they are needed, and never while a module loads: the language comes after that.
 */
export const t: First = all

/** What `Intl` is asked for: the language, with the person's own region where that speaks it. */
export let locale = FALLBACK

const languageOf = (tag: string) => tag.toLowerCase().split('-')[0]!

/** The first that the page speaks; a chosen language comes with the person's region for it. */
function choose(wishes: readonly string[]): string {
  const { language } = preferences
  const wanted = language === 'auto' ? wishes : wishes.filter((tag) => languageOf(tag) === language)
  const spoken = wanted.find((tag) => LANGUAGES.includes(languageOf(tag)))
  return spoken ?? (LANGUAGES.includes(language) ? language : FALLBACK)
}

function directionOf(language: string): 'ltr' | 'rtl' {
  return ['ar', 'fa', 'he', 'ur'].includes(language) ? 'rtl' : 'ltr'
}

/**
 * Loads the language that the person chose, else the first of the browser's that the page speaks.
 * Where it cannot be had, the page stays English.
 */
export async function startLanguage(
  wishes: readonly string[] = navigator.languages,
): Promise<void> {
  const chosen = choose(wishes)
  const language = languageOf(chosen)
  const load = OTHERS[pathOf(language)]
  try {
    Object.assign(all, load ? await load() : english)
  } catch {
    return
  }
  locale = chosen
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
}
