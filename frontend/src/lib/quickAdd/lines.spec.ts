import { expect, it } from 'vitest'
import { parse, print, splitLines } from './index'

it('gives the lines that say something, without what makes them a list', () => {
  const pasted = [
    ...['Milk', '', '  - Bread', '* Eggs ', '• Salt', '1. First', '12) Twelfth', '[ ] Open'],
    ...['- [ ] Task', '- [x] Done', '3. [X] Third', '   ', '-', '[ ]', '- [ ] ', '1.'],
    ...['-5 degrees', '2026-12-01 Paint', '1.5 l milk', '[sic]', '…'],
  ]
  expect(splitLines(pasted.join('\r\n'))).toEqual([
    ...['Milk', 'Bread', 'Eggs', 'Salt', 'First', 'Twelfth', 'Open', 'Task', 'Done', 'Third'],
    ...['-5 degrees', '2026-12-01 Paint', '1.5 l milk', '[sic]', '…'],
  ])
})

it('gives nothing for nothing, and a note of nothing as it is', () => {
  expect(splitLines(' \n\n')).toEqual([])
  expect(splitLines('// first\nPaint')).toEqual(['// first', 'Paint'])
})

it('takes several printed to-dos apart again', () => {
  const context = { today: '2026-11-23', now: '12:00', weekStart: 1, lists: [] }
  const todos = [{ title: 'Paint', notes: 'one\n\n  two' }, { title: 'Rest' }]
  const lines = splitLines(todos.map((todo) => print(todo, context)).join('\n'))
  expect(lines.map((line) => parse(line, context))).toMatchObject([
    { title: 'Paint', fields: { notes: 'one\n\n  two' } },
    { title: 'Rest', fields: {} },
  ])
})
