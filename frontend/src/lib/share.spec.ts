import { expect, it } from 'vitest'
import { textOfShared } from './share'

const URL = 'https://example.org/tides'

it.each([
  [{ title: 'Tide tables', text: 'Read this', url: URL }, `Tide tables // Read this ${URL}`],
  [{ title: 'Tide tables', text: URL }, `Tide tables // ${URL}`],
  [{ title: 'Tide tables', text: `Tide tables ${URL}`, url: URL }, `Tide tables ${URL}`],
  [{ title: 'Tide tables', text: 'Tide tables' }, 'Tide tables'],
  [{ text: 'One\n  two' }, 'One two'],
  [{ url: URL }, URL],
  [{ title: '  ' }, ''],
  [{}, ''],
])('%j becomes “%s”', (shared, text) => expect(textOfShared(shared)).toBe(text))
