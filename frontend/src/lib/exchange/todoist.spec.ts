// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { messages } from '@/i18n/languages/de'
import { CONTEXT } from './arbitraries'
import { planOf } from './making'
import { readWords } from './todoist'

const german = { ...CONTEXT, vocabulary: messages.grammar.words! }

describe("Todoist's words for", () => {
  it.each([
    ['2026-12-01', { due: '2026-12-01' }],
    ['Dec 1 2027', { due: '2027-12-01' }],
    ['1 December 2027', { due: '2027-12-01' }],
    ['Dec 1, 2027 14:30', { due: '2027-12-01', dueTime: '14:30' }],
    ['Dec 1', { due: '2026-12-01' }],
    ['today', { due: '2026-11-23' }],
    ['tomorrow at 18:00', { due: '2026-11-24', dueTime: '18:00' }],
    ['every day', { due: '2026-11-23', repeat: 'FREQ=DAILY' }],
    ['every! 3 days', { repeat: 'FREQ=DAILY;INTERVAL=3;X-FROM=COMPLETION' }],
    ['every 2 weeks', { repeat: 'FREQ=WEEKLY;INTERVAL=2' }],
    ['every mon, fri at 9am', { repeat: 'FREQ=WEEKLY;BYDAY=MO,FR', dueTime: '09:00' }],
    ['every 15th', { due: '2026-12-15', repeat: 'FREQ=MONTHLY;BYMONTHDAY=15' }],
  ])('%s are understood', (words, fields) => {
    expect(readWords(words, CONTEXT)).toMatchObject(fields)
  })

  it.each([
    ['morgen um 9', { due: '2026-11-24', dueTime: '09:00' }],
    ['1. Dez 2027', { due: '2027-12-01' }],
  ])('%s are understood where the page is German', (words, fields) => {
    expect(readWords(words, german)).toMatchObject(fields)
  })

  it.each([
    ...['every 2nd tuesday', 'every quarter', 'every day starting Dec 1', 'Feb 30 2027', 'p1'],
    ...['@home', '// today', '', 'someday', `today${' '.repeat(200)}`],
  ])('%j stay words', (words) => expect(readWords(words, CONTEXT)).toBeUndefined())
})

describe('a row of Todoist', () => {
  const titles = (rows: string) => {
    const plan = planOf('x.csv', `TYPE,CONTENT,INDENT,PRIORITY\n${rows}`, CONTEXT)
    return plan.lists[0]!.todos.map(({ key: _, ...todo }) => todo)
  }

  it.each([
    ['Call @phone now', { title: 'Call now', tags: ['phone'] }],
    ['mail a@example.org', { title: 'mail a@example.org' }],
    ['@all @only', { title: '@all @only' }],
    ['@', { title: '@' }],
  ])('"%s" has labels', (content, todo) => {
    expect(titles(`task,${content},1,4\n`)).toEqual([todo])
  })

  it('that skips an indent hangs on the one above it', () => {
    const plan = planOf('x.csv', 'TYPE,CONTENT,INDENT\ntask,a,1\ntask,b,4\ntask,c,1', CONTEXT)
    const [a, b, c] = plan.lists[0]!.todos
    expect([a!.parentKey, b!.parentKey, c!.parentKey]).toEqual([undefined, a!.key, undefined])
  })

  it('says how urgent it is, or that it is not', () => {
    expect(titles('task,a,1,1\ntask,b,1,3\ntask,c,1,\n')).toEqual([
      { title: 'a', priority: 1 },
      { title: 'b', priority: 3 },
      { title: 'c' },
    ])
  })
})
