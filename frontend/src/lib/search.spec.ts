import { describe, expect, it } from 'vitest'
import { makeTodo } from '@/test/fakeServer'
import { createMatcher, placesIn } from './search'

const todo = makeTodo({
  id: '1',
  title: 'Über die Brücke',
  notes: 'Ask Priya\nfor the key',
  tags: ['errands'],
})

describe('a search', () => {
  it.each([
    ['brücke', true],
    ['BRUCKE', true],
    ['uber priya', true],
    ['key', true],
    ['errands', true],
    ['@err', true],
    ['brücke sam', false],
    ['dieBrücke', false],
  ])('for “%s” finds it: %s', (query, isFound) => {
    expect(createMatcher(query)(todo)).toBe(isFound)
  })
})

describe('what was found in a text', () => {
  const marked = (text: string, query: string) =>
    placesIn(text, query).map(([from, to]) => text.slice(from, to))

  it.each([
    ['Über die Brücke', 'uber', ['Über']],
    ['Über die Brücke', 'BRÜ e', ['Brü', 'e', 'e', 'e']],
    ['U\u0308ber uns', 'ub', ['U\u0308b']],
    ['🎉 Party 🎉 party', 'party', ['Party', 'party']],
    ['Milk', 'x', []],
    ['Milk', '', []],
  ])('in “%s” for “%s” is %j', (text, query, expected) => {
    expect(marked(text, query)).toEqual(expected)
  })
})
