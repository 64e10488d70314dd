import { describe, expect, it } from 'vitest'
import { bestOf, fold, rankOf, wordsOf } from './match'

it.each([
  ['Épicerie', 'epicerie'],
  ['ÜBERMORGEN', 'ubermorgen'],
  ['Milk', 'milk'],
])('%s is folded to %s', (text, folded) => expect(fold(text)).toBe(folded))

describe('a rank', () => {
  const rank = (text: string, query: string) => rankOf(fold(text), wordsOf(query))

  it.each([
    ['Go to Today', 'go', 0],
    ['Go to Today', 'today', 1],
    ['Go to Today', 'go tod', 0],
    ['Go to Today', 'tod go', 1],
    ['Go to Today', 'day', 2],
    ['Go to Today', 'go day', 2],
    ['Go to Today', 'gone', undefined],
    ['Go to Today', '', 0],
    ['Café', 'cafe', 0],
    ['Cafe', 'CAFÉ', 0],
  ])('of “%s” for “%s” is %s', (text, query, expected) => {
    expect(rank(text, query)).toBe(expected)
  })
})

it('keeps the best, in their order', () => {
  const rank = (text: string) => rankOf(text, ['a'])
  expect(bestOf(['ba', 'ab', 'x', 'c a', 'ac'], rank, 3)).toEqual(['ab', 'ac', 'c a'])
})
