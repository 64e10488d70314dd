import { expect, it } from 'vitest'
import { tagsByUse, tagsLike } from './tags'

it('has the tags that are used most first, and then goes by the alphabet', () => {
  const todos = [{ tags: ['b', 'c'] }, { tags: [] }, { tags: ['c', 'a'] }]
  expect(tagsByUse(todos)).toEqual(['c', 'a', 'b'])
})

it.each([
  ['', ['Network', 'work', 'home']],
  ['WORK', ['work', 'Network']],
  ['h', ['home']],
  ['x', []],
])('finds what “%s” may mean, what begins like it first', (text, found) => {
  expect(tagsLike(text, ['Network', 'work', 'home'])).toEqual(found)
})
