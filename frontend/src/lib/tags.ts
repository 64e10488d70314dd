import type { Todo } from '@/api/types'
import { mostUsed } from './tagCounts'

/** The tags of these to-dos: those that are used most come first. */
export function tagsByUse(todos: Iterable<Pick<Todo, 'tags'>>): readonly string[] {
  const uses = new Map<string, number>()
  for (const { tags } of todos) for (const tag of tags) uses.set(tag, (uses.get(tag) ?? 0) + 1)
  return mostUsed(uses).map(([tag]) => tag)
}

/** Those that may be meant: what begins like it comes before what only has it somewhere. */
export function tagsLike(text: string, tags: readonly string[]): readonly string[] {
  const wanted = text.toLowerCase()
  const at = (tag: string) => tag.toLowerCase().indexOf(wanted)
  const found = tags.filter((tag) => at(tag) >= 0)
  return [...found.filter((tag) => at(tag) === 0), ...found.filter((tag) => at(tag) > 0)]
}
