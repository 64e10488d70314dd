import { expect, it } from 'vitest'
import { parse, type Context, type Person, type QuickFields } from './index'

const HOME: readonly Person[] = [
  { id: 'ada', name: 'Ada', isMe: true },
  { id: 'berger', name: 'Anna Berger', isMe: false },
  { id: 'bauer', name: 'Anna-Maria Bauer', isMe: false },
  { id: 'anna', name: 'Änna', isMe: false },
  { id: 'jo', name: 'Jo B.', isMe: false },
  { id: 'bob1', name: 'Bob', isMe: false },
  { id: 'bob2', name: 'Bob', isMe: false },
]
const TWO: readonly Person[] = [
  { id: 'ada', name: '', isMe: true },
  { id: 'zoe', name: 'Zoë', isMe: false },
]
const PEOPLE = new Map([
  ['home', HOME],
  ['two', TWO],
])

/** A Monday, at noon. */
export const context: Context = {
  today: '2026-11-23',
  now: '12:00',
  weekStart: 1,
  lists: [
    { id: 'inbox', name: 'Inbox' },
    { id: 'home', name: 'Home' },
    { id: 'two', name: 'Two words' },
    { id: 'quoted', name: 'The "big" one' },
  ],
  people: (listId = '') => PEOPLE.get(listId) ?? [],
}

export type Example = [text: string, title: string, fields: QuickFields]

export const understands = (examples: Example[], more: Partial<Context> = {}) =>
  it.each(examples)('%s', (text, title, fields) => {
    const { title: left, fields: found } = parse(text, { ...context, ...more })
    expect({ title: left, ...found }).toEqual({ title, ...fields })
  })
