import { expect, it } from 'vitest'
import { todoOfShared } from './share'

const URL = 'https://example.org/tides'
const LONG = 'word '.repeat(100).trim()

it.each([
  [{ title: 'Tide tables', text: 'Read this', url: URL }, 'Tide tables', `Read this\n${URL}`],
  [{ title: 'Tide tables', text: URL }, 'Tide tables', URL],
  [{ title: 'Tide tables', text: `Tide tables ${URL}`, url: URL }, `Tide tables ${URL}`, ''],
  [{ title: 'Tide tables', text: 'Tide tables' }, 'Tide tables', ''],
  [{ text: 'One\n  two' }, 'One two', ''],
  [{ title: 'Poem', text: 'One\ntwo' }, 'Poem', 'One\ntwo'],
  [{ url: URL }, URL, ''],
  [{ text: LONG }, `${'word '.repeat(40).trim()}…`, LONG],
  [{ title: '  ' }, '', ''],
  [{}, '', ''],
])('%j becomes “%s” with the notes “%s”', (shared, title, notes) => {
  expect(todoOfShared(shared)).toEqual({ title, notes })
})
