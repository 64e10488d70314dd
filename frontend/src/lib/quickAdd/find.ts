import { matchDue } from './days'
import { createDirectory } from './people'
import { matchRepeat } from './repeats'
import { readSign } from './signs'
import { matchTime } from './times'
import type { At, Context, Hit, Person, Scope } from './types'
import { vocabulariesOf, type Vocabulary } from './vocabulary'
import { fold, splitWords, type Word } from './words'

/** A hit in its place: from one word on and before another, and where that is in the text. */
export interface Match extends Required<Omit<Hit, 'count'>> {
  first: number
  next: number
  start: number
  end: number
}

const MATCHERS = [matchRepeat, matchDue, matchTime]

/** `people`: those who can be named. */
export function createScope(context: Context, people: readonly Person[]): Scope {
  const vocabularies = vocabulariesOf(context.vocabulary)
  const lists = [...context.lists].reverse() // So that the first of one name stays.
  return {
    ...context,
    listIds: new Map(lists.map(({ id, name }) => [fold(name.trim()), id])),
    directory: createDirectory(people, vocabularies),
    vocabularies,
  }
}

/** "Call Tom": a name in the midst of the text has a capital, and a day has none. */
function isName(word: Word, isStart: boolean, { names }: Vocabulary): boolean {
  return !isStart && names.includes(word.low) && word.text !== word.low
}

/** Of what the words from this place on mean together, the longest. */
function readPhrase(words: readonly Word[], first: number, scope: Scope): Hit | undefined {
  const at: At = (offset) => words[first + offset]?.low ?? ''
  let longest: Hit | undefined
  for (const vocabulary of scope.vocabularies) {
    if (isName(words[first]!, first === 0, vocabulary)) continue
    for (const match of MATCHERS) {
      const hit = match(at, vocabulary, scope)
      if (hit && hit.count > (longest?.count ?? 0)) longest = hit
    }
  }
  return longest
}

/** What the words from this place on mean. */
export const readAt = (words: readonly Word[], first: number, scope: Scope) =>
  readSign(words[first]!, scope) ?? readPhrase(words, first, scope)

export const beginsQuote = ({ text }: Word) => /^[#@+]?["“”„]/.test(text)

/** Would something in it be understood, wherever it is? */
function needsQuotes(text: string, scope: Scope): boolean {
  const words = splitWords(text)
  return words.some((word, place) => word.text === '//' || readAt(words, place, scope))
}

/** Where the marks of what is taken literally are, as far as there was something to protect. */
function marksOf(words: readonly Word[], needed: ReadonlySet<Word>, scope: Scope): number[] {
  return words.flatMap((word) => {
    const { start, end, slashes, literal } = word
    if (literal !== undefined) return needsQuotes(literal, scope) ? [start, end - 1] : []
    return slashes && (needed.has(word) || beginsQuote(word)) ? [start] : []
  })
}

/** Everything in the text that could be understood, without overlaps; and the marks to remove. */
export function findMatches(words: readonly Word[], scope: Scope) {
  const matches: Match[] = []
  const needed = new Set<Word>()
  let next = 0
  words.forEach(({ start }, first) => {
    const hit = first < next ? undefined : readAt(words, first, scope)
    if (!hit) return
    const taken = words.slice(first, first + hit.count)
    const escaped = taken.filter(({ slashes }) => slashes)
    escaped.forEach((word) => needed.add(word))
    if (escaped.length) return
    next = first + hit.count
    const { kind, fields, place } = hit
    if (kind) matches.push({ kind, fields, place, first, next, start, end: taken.at(-1)!.end })
  })
  return { matches, marks: marksOf(words, needed, scope) }
}
