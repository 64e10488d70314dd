import type { Match } from './find'
import type { Kind, Scope } from './types'
import { MAX_TAGS } from '@/lib/limits'

/** A to-do has one of each, but for these. */
const SEVERAL: readonly Kind[] = ['tags', 'notes']

/** Without what the person turned back into text, and without tags that are too many. */
export function withoutPlain(
  matches: readonly Match[],
  text: string,
  { plain = [] }: Scope,
): Match[] {
  const tags = new Set<string>()
  const isPlain = ({ kind, start, end }: Match) =>
    plain.some((chip) => chip.kind === kind && chip.text === text.slice(start, end))
  return matches.filter((match) => {
    const tag = match.fields.tags?.[0]
    if (isPlain(match)) return false
    if (tag && tags.size < MAX_TAGS) tags.add(tag)
    return !tag || tags.has(tag)
  })
}

/** What was chosen so far, and of which kinds there can be no more. */
interface Choice {
  readonly matches: readonly Match[]
  readonly chosen: Set<Match>
  readonly kinds: Set<Kind>
}

const isFree = ({ kinds }: Choice, { kind }: Match) => !kinds.has(kind)

function take({ chosen, kinds }: Choice, match: Match): void {
  chosen.add(match)
  if (!SEVERAL.includes(match.kind)) kinds.add(match.kind)
}

/**
 * A date or a repetition and the time next to it. Each makes the other likely; of two that may well
 * mean something else, neither does.
 */
function belongTogether(a: Match, b: Match): boolean {
  const isTime = ({ kind }: Match) => kind === 'dueTime'
  const isDay = ({ kind }: Match) => kind === 'due' || kind === 'repeat'
  const fit = (isTime(a) && isDay(b)) || (isDay(a) && isTime(b))
  return fit && a.next === b.first && !(a.place === 'end' && b.place === 'end')
}

/** What is before it is not decided yet, but will be chosen. */
function isBesideOther(choice: Choice, place: number): boolean {
  const { matches, chosen } = choice
  const [before, match, after] = [matches[place - 1], matches[place]!, matches[place + 1]]
  const isBehind = !!before && isFree(choice, before) && belongTogether(before, match)
  return isBehind || (!!after && chosen.has(after) && belongTogether(match, after))
}

/** All but what counts only because it is at the start. */
function chooseBackwards(choice: Choice, words: number): void {
  let end = words
  for (const [place, match] of [...choice.matches.entries()].reverse()) {
    const isAtEnd = match.next === end
    const counts = match.place === 'anywhere' || isAtEnd || isBesideOther(choice, place)
    if (!counts || !isFree(choice, match)) continue
    take(choice, match)
    if (isAtEnd) end = match.first
  }
}

function chooseAtStart(choice: Choice): void {
  let start = 0
  for (const match of choice.matches) {
    const counts = match.place === 'edges' && isFree(choice, match)
    if (match.first !== start || !(counts || choice.chosen.has(match))) return
    take(choice, match)
    start = match.next
  }
}

/** Which matches count, in their order. Of what there can be one of, it is the last one. */
export function choose(matches: readonly Match[], words: number): Match[] {
  const choice: Choice = { matches, chosen: new Set(), kinds: new Set() }
  chooseBackwards(choice, words)
  chooseAtStart(choice)
  return matches.filter((match) => choice.chosen.has(match))
}
