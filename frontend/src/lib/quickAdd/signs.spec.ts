import { describe, expect, it } from 'vitest'
import { context, understands } from './examples'
import { parse } from './index'

describe('lists, tags, priorities and notes, wherever they are', () => {
  understands([
    ['Paint #home the door', 'Paint the door', { listId: 'home' }],
    ['#INBOX Paint', 'Paint', { listId: 'inbox' }],
    ['Paint #"two Words"', 'Paint', { listId: 'two' }],
    ['Paint #"The \\"big\\" one"', 'Paint', { listId: 'quoted' }],
    ['Paint #“two words”', 'Paint', { listId: 'two' }],
    ['Paint #two', 'Paint #two', {}],
    ['Fix #17', 'Fix #17', {}],
    ['Paint # home', 'Paint # home', {}],
    ['Paint #home #inbox', 'Paint #home', { listId: 'inbox' }],
    ['@diy Paint @home', 'Paint', { tags: ['diy', 'home'] }],
    ['Paint @a @b @a', 'Paint', { tags: ['a', 'b'] }],
    ['Paint @"two words" @🏠', 'Paint', { tags: ['two words', '🏠'] }],
    ['Paint @"  "', 'Paint @"  "', {}],
    ['Tell @bob, and go', 'Tell @bob, and go', {}],
    ['Write to bob@example.org', 'Write to bob@example.org', {}],
    ['P1 Paint', 'Paint', { priority: 1 }],
    ['Paint p4 it', 'Paint it', { priority: 4 }],
    ['Paint p1 p2', 'Paint p1', { priority: 2 }],
    ['Paint p5 p0 p11', 'Paint p5 p0 p11', {}],
    ['Paint // in blue, p1 #home today', 'Paint', { notes: 'in blue, p1 #home today' }],
    ['Make today p1 great', 'Make today great', { priority: 1 }],
    ['//\nPaint', '//\nPaint', {}],
    ['Paint //', 'Paint //', {}],
    ['See https://example.org //x', 'See https://example.org //x', {}],
    ['Paint // one\n//\n//  two\nit', 'Paint it', { notes: 'one\n\n two' }],
  ])

  it('keeps 20 tags at the most, of 50 characters at the most', () => {
    const names = Array.from({ length: 22 }, (_, place) => `t${place}`)
    const { title, fields } = parse(`Paint ${names.map((name) => `@${name}`).join(' ')}`, context)
    expect(fields.tags).toEqual(names.slice(0, 20))
    expect(title).toBe('Paint @t20 @t21')
    expect(parse(`Paint @${'🏠'.repeat(50)}`, context).fields.tags).toHaveLength(1)
    expect(parse(`Paint @${'x'.repeat(51)}`, context).title).toBe(`Paint @${'x'.repeat(51)}`)
  })
})

describe('taken literally', () => {
  understands([
    ['Watch "tomorrow"', 'Watch tomorrow', {}],
    ['"p1 #home" today', 'p1 #home', { due: '2026-11-23' }],
    ['Watch „next week“ // “c”', 'Watch next week', { notes: '“c”' }],
    ['"a // b" // c', 'a // b', { notes: 'c' }],
    ['Read "Dune" today', 'Read "Dune"', { due: '2026-11-23' }],
    ['A 5" pipe today', 'A 5" pipe', { due: '2026-11-23' }],
    ['Say "today', 'Say "today', {}],
    ['Watch \\tomorrow', 'Watch tomorrow', {}],
    ['Watch \\next week', 'Watch next week', {}],
    ['Watch next \\week', 'Watch next week', {}],
    ['Watch every \\day', 'Watch every day', {}],
    ['Watch \\#home \\@x \\p1 \\// \\"now"', 'Watch #home @x p1 // "now"', {}],
    ['Watch \\#"two words"', 'Watch #"two words"', {}],
    ['Watch \\\\today', 'Watch \\today', {}],
    ['\\o/ C:\\x \\\\server\\share today', '\\o/ C:\\x \\\\server\\share', { due: '2026-11-23' }],
  ])
})
