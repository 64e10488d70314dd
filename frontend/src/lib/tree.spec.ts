import { describe, expect, it } from 'vitest'
import { inTreeOrder, topsOf } from './tree'

/** "a b<a c": b is a sub-to-do of a. */
const nodes = (text: string) =>
  text.split(' ').map((word) => {
    const [id, parentId = null] = word.split('<') as [string, string?]
    return { id, parentId }
  })

const shown = (text: string) => {
  const todos = nodes(text)
  const tops = topsOf(todos)
  return inTreeOrder(todos, tops).map(({ id }) => (tops.has(id) ? `${tops.get(id)}>${id}` : id))
}

describe('the tree of a list', () => {
  it.each([
    ['has each sub-to-do below its parent', 'b<a a c d<c e<a', ['a', 'a>b', 'a>e', 'c', 'c>d']],
    ['shows what is deeper under the topmost', 'a b<a c<b', ['a', 'a>b', 'a>c']],
    ['knows no parent that is not there', 'a b<gone', ['a', 'b']],
    ['breaks a circle', 'a<b b<a c<a', ['a', 'b', 'c']],
    ['knows no parent of itself', 'a<a', ['a']],
  ])('%s', (_, text, expected) => {
    expect(shown(text)).toEqual(expected)
  })

  it('is the very same list where there is nothing to indent', () => {
    const todos = nodes('a b')
    expect(inTreeOrder(todos, topsOf(todos))).toBe(todos)
  })
})
