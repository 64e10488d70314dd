import { describe, expect, it } from 'vitest'
import type { Op } from '@/api/sync'
import { describeReason, describeTried, textsOf } from './refusals'

describe('what was tried', () => {
  it.each<[Op, string]>([
    [{ op: 'create', id: 'a', fields: { title: 'Milk' } }, 'Couldn’t add “Milk”.'],
    [{ op: 'tick', id: 'a', done: true }, 'Couldn’t complete “Milk”.'],
    [{ op: 'tick', id: 'a', done: false }, 'Couldn’t reopen “Milk”.'],
    [{ op: 'follow', id: 'b', after: 'a', fields: { title: 'Milk' } }, 'Couldn’t repeat “Milk”.'],
    [{ op: 'purge', id: 'a' }, 'Couldn’t delete “Milk” for ever.'],
    [{ op: 'trashList' }, 'Couldn’t delete the list “Milk”.'],
  ])('is said of %o', (op, words) => expect(describeTried(op, 'Milk')).toBe(words))
})

describe('the reason', () => {
  const problem = { title: 'No', detail: 'A list holds at most 10,000 to-dos' }

  it.each([
    [{ ...problem, code: 'in_trash' }, 'It is in the trash.'],
    [{ ...problem, code: 'limit_reached' }, 'A list holds at most 10,000 to-dos.'],
    [
      {
        ...problem,
        code: 'validation_failed',
        errors: [{ field: 'title', code: 'x', detail: 'Too long' }],
      },
      'Too long.',
    ],
  ])('is a sentence for people: %o', (refusal, words) => {
    expect(describeReason(refusal)).toBe(words)
  })
})

describe('what was written with a change', () => {
  it.each<[Op, [string, string][]]>([
    [
      { op: 'create', id: 'a', fields: { title: 'Milk', due: '2026-12-01', tags: ['shop'] } },
      [
        ['Title', 'Milk'],
        ['Due', '2026-12-01'],
        ['Tags', '@shop'],
      ],
    ],
    [{ op: 'patch', id: 'a', fields: { notes: 'Two', due: null } }, [['Notes', 'Two']]],
    [{ op: 'patch', id: 'a', addTags: ['shop', 'soon'] }, [['Tags', '@shop @soon']]],
    [{ op: 'patch', id: 'a', fields: { priority: 2 } }, [['Priority', 'High']]],
    [{ op: 'createList', name: 'Home', colour: 'teal' }, [['Name', 'Home']]],
    [{ op: 'tick', id: 'a', done: true }, []],
    [{ op: 'follow', id: 'b', after: 'a', fields: { title: 'Milk', due: '2026-12-01' } }, []],
  ])('is all there: %o', (op, texts) => expect(textsOf(op)).toEqual(texts))
})
