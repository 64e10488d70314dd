import { writeName } from './signs'

/** Before the name of a list, of a tag, of a member. */
export type Sign = '#' | '@' | '+'

/** The beginning of such a name, right before the caret. */
export interface Token {
  sign: Sign
  /** Without a quote before it. */
  name: string
  start: number
  end: number
}

/** A quote holds a name of several words together, also before it is closed. */
const OPEN = /(?<!\S)(?<sign>[#@+])(?:["“”„](?<quoted>[^"“”„]*)|(?<bare>[^\s"“”„]*))$/u

/** Undefined where no such name is being written: the caret has to be at its end. */
export function tokenAt(text: string, caret: number): Token | undefined {
  const found = OPEN.exec(text.slice(0, caret))
  if (!found || /^\S/.test(text.slice(caret))) return undefined
  const { sign, quoted, bare } = found.groups!
  return { sign: sign as Sign, name: quoted ?? bare!, start: found.index, end: caret }
}

/** What the token is to be when this is what was meant; the next word can follow. */
export const completed = ({ sign }: Token, name: string) => `${sign}${writeName(name)} `
