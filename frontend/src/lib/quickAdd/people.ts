import { fold } from '@/lib/match'
import type { Person } from './types'
import type { Vocabulary } from './vocabulary'

/** The people of a list, looked up by what they are called, whatever its capitals and accents. */
export interface Directory {
  /**
   * Who is called so, or else who has a name of which some word begins like this. Nobody where it may
   * be one or another.
   */
  find: (name: string) => Person | undefined
  /** What finds this person; undefined where nothing does. */
  nameOf: (id: string) => string | undefined
  /** What finds those of whose names some word begins like this. */
  like: (name: string) => readonly string[]
}

const WORD = /(?<![\p{L}\p{M}\p{N}])[\p{L}\p{N}]/gu

/** What there is of a name from each of its words on. */
const endsOf = (name: string) =>
  Array.from(name.matchAll(WORD), ({ index }) => fold(name.slice(index)))

const only = <T>(items: readonly T[]) => (items.length === 1 ? items[0] : undefined)

export function createDirectory(
  people: readonly Person[],
  vocabularies: readonly Vocabulary[],
): Directory {
  const mine = [...vocabularies].reverse().flatMap(({ me }) => me)
  const entries = people.map((person) => {
    const names = [person.name, ...(person.isMe ? mine : [])].filter(Boolean)
    return { person, names, wholes: names.map(fold), ends: endsOf(person.name) }
  })

  function find(name: string): Person | undefined {
    const wanted = fold(name)
    if (!wanted) return undefined
    const called = entries.filter(({ wholes }) => wholes.includes(wanted))
    return only(called.length ? called : begunBy(wanted))?.person
  }

  const begunBy = (wanted: string) =>
    entries.filter(({ ends }) => ends.some((end) => end.startsWith(wanted)))

  function nameOf(id: string): string | undefined {
    const { names = [] } = entries.find(({ person }) => person.id === id) ?? {}
    return names.find((name) => find(name)?.id === id)
  }

  function like(name: string): readonly string[] {
    const wanted = fold(name)
    const found = wanted ? begunBy(wanted) : entries
    return found.flatMap(({ person }) => nameOf(person.id) ?? [])
  }

  return { find, nameOf, like }
}
