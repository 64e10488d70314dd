import type { Todo } from '@/api/types'
import { fold, wordsOf } from './match'

type Searchable = Pick<Todo, 'title' | 'notes' | 'tags'>

/** What is searched of each: to-dos are never changed in place, so it is made once. */
const texts = new WeakMap<Searchable, string>()

function textOf(todo: Searchable): string {
  const known = texts.get(todo)
  if (known !== undefined) return known
  const tags = todo.tags.map((tag) => `@${tag}`)
  const text = fold([todo.title, todo.notes, ...tags].join('\n'))
  texts.set(todo, text)
  return text
}

/** Whether every word of the query is somewhere in a to-do. */
export function createMatcher(query: string): (todo: Searchable) => boolean {
  const words = wordsOf(query)
  return (todo) => words.every((word) => textOf(todo).includes(word))
}

/** Each letter of the text without capitals and accents, and where it stands in it. */
function letters(text: string): { folded: string; places: number[] } {
  let [folded, at] = ['', 0]
  const places: number[] = []
  for (const letter of text) {
    const one = fold(letter)
    folded += one
    for (let n = 0; n < one.length; n++) places.push(at)
    at += letter.length
  }
  return { folded, places: [...places, at] }
}

/** Where the words of a query are in a text, as pairs of its first and its last place but one. */
export function placesIn(text: string, query: string): [from: number, to: number][] {
  const { folded, places } = letters(text)
  return wordsOf(query).flatMap((word) => {
    const found: [number, number][] = []
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      found.push([places[at]!, places[at + word.length]!])
    }
    return found
  })
}
