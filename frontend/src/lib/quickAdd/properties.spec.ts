import fc from '@/test/properties'
import { describe, expect, it } from 'vitest'
import { isDate } from '@/lib/days'
import { context, people, text, todo } from './arbitraries'
import { parse, print, type Chip, type Context } from './index'

const holds = <T extends [unknown, ...unknown[]]>(
  sentence: string,
  arbitraries: { [Place in keyof T]: fc.Arbitrary<T[Place]> },
  check: (...values: T) => void,
) => it(sentence, () => fc.assert(fc.property(...arbitraries, check), { numRuns: 2_000 }))

/** What is between the chips. */
function between(text: string, chips: readonly Chip[]): string[] {
  const starts = [0, ...chips.map(({ end }) => end)]
  return starts.map((start, place) => text.slice(start, chips[place]?.start))
}

/** × on every chip, also on those that come up in place of others. */
function turnAllBack(text: string, context: Context) {
  const plain: Chip[] = []
  for (;;) {
    const parsed = parse(text, { ...context, plain })
    if (!parsed.chips.length) return parsed
    plain.push(...parsed.chips)
  }
}

describe('whatever is typed', () => {
  holds('chips lie in the text, one after the other', [text, context], (text, context) => {
    const { chips } = parse(text, context)
    const bounds = chips.flatMap(({ start, end }) => [start, end])
    expect(bounds).toEqual([...bounds].sort((a, b) => a - b))
    for (const { start, end, text: part } of chips) {
      expect(part).not.toBe('')
      expect(text.slice(start, end)).toBe(part)
    }
  })

  holds('what was not understood is the title', [text, context], (text, context) => {
    const { title, chips } = parse(text, context)
    const rest = between(text, chips)
    const letters = (text: string) => text.replace(/[\s"“”„\\]/g, '')
    expect(letters(title)).toBe(letters(rest.join('')))
    if (/["“”„\\]/.test(text)) return
    expect(title).toBe(
      rest
        .map((part) => part.trim())
        .filter(Boolean)
        .join(' '),
    )
  })

  holds('there is a title, unless there is nothing', [text, context], (text, context) => {
    const { title } = parse(text, context)
    expect(title).toBe(title.trim())
    expect(title === '').toBe(text.trim() === '')
  })

  holds('the fields are such as the server takes', [text, context], (text, context) => {
    const { due, dueTime, repeat, tags = ['x'], notes = 'x' } = parse(text, context).fields
    if (due || dueTime || repeat) expect(due).toSatisfy(isDate)
    if (dueTime) expect(dueTime).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/)
    if (repeat)
      expect(repeat).toMatch(/^FREQ=[A-Z]+(;[A-Z]+=(-1|\w+(,\w+)*))*(;X-FROM=COMPLETION)?$/)
    expect(tags.length).toBeLessThanOrEqual(20)
    expect(tags.every((tag) => tag && tag === tag.trim() && [...tag].length <= 50)).toBe(true)
    expect(notes.trim()).not.toBe('')
  })

  holds('nobody is named but who is in its list', [text, context], (text, context) => {
    const { fields } = parse(text, context)
    const ids = context.people!(fields.listId).map(({ id }) => id)
    if (fields.assignee) expect(ids).toContain(fields.assignee)
  })

  holds('a + means nothing where nobody can be named', [text, context], (text, context) => {
    const { people: _, ...alone } = context
    const named = parse(text, context)
    if (text.includes('+') && context.people!(named.fields.listId).length) return
    expect(named).toEqual(parse(text, alone))
  })

  holds('it can all be turned back into text', [text, context], (text, context) => {
    const { title, fields } = turnAllBack(text, context)
    expect(fields).toEqual({})
    const letters = (text: string) => text.replace(/["“”„\\]/g, '').trim()
    expect(letters(title)).toBe(letters(text))
  })
})

describe('what is printed', () => {
  holds('is read as it was', [todo, context], (todo, context) => {
    const { title, fields } = parse(print(todo, context), context)
    expect({ title, ...fields }).toEqual(todo)
  })

  holds('is read as what was typed at first', [text, context], (text, context) => {
    const { title, fields } = parse(text, context)
    fc.pre(title !== '')
    const again = parse(print({ title, ...fields }, context), context)
    if (fields.priority === 4) delete fields.priority
    expect(again).toMatchObject({ title, fields })
  })
})

describe('10,000 characters', () => {
  const ways = [
    '"',
    '" ',
    '"a ',
    'a" ',
    '\\',
    '\\" ',
    '\\"a ',
    '#"',
    '#"a ',
    '@"\\" ',
    '@',
    '@a ',
    '+',
    '+a ',
    '+"a ',
    '+me ',
    '#„a ',
  ]
  const more = ['// ', '//\n', 'p1 ', 'today ', 'every ', 'mon,', 'every mon, ', '"a today" ', '1 ']
  it.each([...ways, ...more, '\\every ', 'at 9 ', 'today at 9 ', ' ', '\n', 'x'])(
    'of %j are no trouble',
    (part) => {
      const text = part.repeat(10_000 / part.length)
      const context = {
        ...{ today: '2026-11-23', now: '12:00', weekStart: 1, lists: [] },
        people: () => people['list-1']!,
      }
      const times = Array.from({ length: 5 }, () => {
        const start = performance.now()
        parse(text, context)
        return performance.now() - start
      })
      // It takes about 10 ms; what grows with the square of the length takes seconds.
      expect(Math.min(...times)).toBeLessThan(200)
    },
  )
})
