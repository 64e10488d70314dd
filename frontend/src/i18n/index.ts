import { preferences } from '@/lib/preferences'
import { messages as en } from './languages/en'

export type Messages = typeof en

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

/**
 * Every text of the page, in the language of the person. To be read when it is needed, and never
 * while a module loads: the language comes after that.
 */
export const t: Messages = { ...en }

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
    Object.assign(t, load ? await load() : en)
  } catch {
    return
  }
  locale = chosen
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
}
