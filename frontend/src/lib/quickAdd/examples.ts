import { expect, it } from 'vitest'
import { parse, type Context, type QuickFields } from './index'

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
}

export type Example = [text: string, title: string, fields: QuickFields]

export const understands = (examples: Example[], more: Partial<Context> = {}) =>
  it.each(examples)('%s', (text, title, fields) => {
    const { title: left, fields: found } = parse(text, { ...context, ...more })
    expect({ title: left, ...found }).toEqual({ title, ...fields })
  })
