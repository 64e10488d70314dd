import { expect, it } from 'vitest'
import { print, type Printable } from './index'

const named = (name: string, place: number) => ({ id: `${place}`, name, isMe: false })

const context = {
  today: '2026-11-23',
  now: '12:00',
  weekStart: 1,
  lists: [
    { id: 'home', name: 'Home' },
    { id: 'two', name: 'Two words' },
  ],
  people: (listId: string | undefined) =>
    listId === 'home' ? ['Anna Berger', 'Bob', 'Bob'].map(named) : [],
}
const due = '2026-12-01'

it.each<[string, Printable]>([
  ['Paint', { title: 'Paint', due: null, tags: [], priority: 4, notes: '', repeat: null }],
  [
    'Paint 2026-12-01 17:00 every! 2 weeks mon,thu @a @"b c" p1 #"Two words" // now\n// or\n//\n// then',
    {
      title: 'Paint',
      due,
      dueTime: '17:00',
      repeat: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;X-FROM=COMPLETION',
      tags: ['a', 'b c'],
      priority: 1,
      listId: 'two',
      notes: 'now\nor\n\nthen',
    },
  ],
  ['Paint #Home +"Anna Berger"', { title: 'Paint', listId: 'home', assignee: '0' }],
  ['Paint #Home', { title: 'Paint', listId: 'home', assignee: '1' }],
  ['Paint', { title: 'Paint', assignee: '0' }],
  ['Ask \\+anna #Home', { title: 'Ask +anna', listId: 'home' }],
  ['Ask +anna', { title: 'Ask +anna' }],
  [
    'Paint 2026-12-01 every weekday',
    { title: 'Paint', due, repeat: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' },
  ],
  ['Paint 2026-12-01 every 2nd', { title: 'Paint', due, repeat: 'FREQ=MONTHLY;BYMONTHDAY=2' }],
  ['Paint 2026-12-01 every 12th', { title: 'Paint', due, repeat: 'FREQ=MONTHLY;BYMONTHDAY=12' }],
  [
    'Paint 2026-12-01 every last day',
    { title: 'Paint', due, repeat: 'FREQ=MONTHLY;BYMONTHDAY=-1' },
  ],
  ['Paint 2026-12-01', { title: 'Paint', due, repeat: 'FREQ=DAILY;COUNT=3' }],
  ['Paint 2026-12-01', { title: 'Paint', due, repeat: 'FREQ=DAILY;UNTIL=20261122' }],
  [
    'Paint 2026-12-01 every day until 2026-12-24',
    { title: 'Paint', due, repeat: 'FREQ=DAILY;UNTIL=20261224' },
  ],
  ['Read "Dune"', { title: 'Read "Dune"' }],
  ['Read \\"today"', { title: 'Read "today"' }],
  ['Look at 2026-12-01 17:00', { title: 'Look at', due, dueTime: '17:00' }],
  ['Look \\on 2026-12-01', { title: 'Look on', due }],
  ['Plan \\next \\week', { title: 'Plan next week' }],
])('%s', (text, todo) => {
  expect(print(todo, context)).toBe(text)
})
