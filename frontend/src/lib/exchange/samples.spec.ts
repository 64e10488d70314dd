// @vitest-environment node
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CONTEXT } from './arbitraries'
import { isProblem, read } from './read'
import { dayHere, middayOf } from './moments'
import type { Plan } from './types'

/** Files in the shape that each vendor documents; the readers tell where. */

function sample(file: string, name = file): Plan {
  const bytes = new Uint8Array(readFileSync(join(import.meta.dirname, 'samples', file)))
  const result = read({ name, bytes }, CONTEXT)
  if (isProblem(result)) throw new Error(result.problem)
  return result
}

/** Without keys, which only tell to-dos apart; a parent by its title. */
function shown({ lists }: Plan) {
  return lists.map(({ key: _, todos, ...list }) => {
    const titles = new Map(todos.map(({ key, title }) => [key, title]))
    return {
      ...list,
      todos: todos.map(({ key: _, parentKey, ...todo }) =>
        parentKey === undefined ? todo : { ...todo, below: titles.get(parentKey) },
      ),
    }
  })
}

const told = ({ losses }: Plan) => losses.map(({ code, where, text }) => [code, where, text])

describe('a project of Todoist', () => {
  const plan = sample('todoist.csv', 'Garden [2203306141].csv')

  it('is a list with its tasks', () => {
    expect(plan).toMatchObject({ source: 'todoist', total: 7 })
    expect(shown(plan)).toEqual([
      {
        name: 'Garden',
        todos: [
          {
            title: 'Repot the basil',
            notes: 'Terracotta pot from the shed',
            due: '2027-10-05',
            priority: 1,
            tags: ['garden', 'weekend'],
          },
          { title: 'Buy compost', below: 'Repot the basil' },
          {
            title: 'Peat-free',
            notes: 'Get the one in the green bag',
            priority: 3,
            below: 'Repot the basil',
          },
          {
            title: 'Water the ferns',
            due: '2026-11-30',
            dueTime: '09:00',
            repeat: 'FREQ=WEEKLY;BYDAY=MO',
            priority: 2,
            tags: ['Weekly'],
          },
          {
            title: 'Order seeds, "heirloom" kind',
            notes: 'DEADLINE: Dec 9 2026',
            due: '2026-11-24',
            dueTime: '18:00',
            tags: ['Weekly'],
          },
          {
            title: 'Turn the heap',
            notes: 'DATE: every 3rd tuesday starting soon',
            tags: ['Weekly'],
          },
          { title: 'Mow', notes: 'DEADLINE: 2026-12-24', due: '2026-12-24', tags: ['Weekly'] },
        ],
      },
    ])
  })

  it('tells what it loses', () => {
    expect(told(plan)).toEqual([
      ['duration', 'Repot the basil', '30 minute'],
      ['assignee', 'Buy compost', 'Ada (1)'],
      ['section', 'Weekly', 'Weekly'],
      ['deadline', 'Order seeds, "heirloom" kind', 'Dec 9 2026'],
      ['due', 'Turn the heap', 'every 3rd tuesday starting soon'],
      ['deadline', 'Mow', '2026-12-24'],
      ['depth', 'Peat-free', 'Buy compost'],
    ])
  })
})

describe('Microsoft To Do', () => {
  const plan = sample('microsoft.json')

  it('has the default list in the Inbox, and steps as sub-to-dos', () => {
    expect(plan).toMatchObject({ source: 'microsoft', total: 5 })
    expect(shown(plan)).toEqual([
      {
        name: 'Tasks',
        inbox: true,
        todos: [
          {
            title: 'Renew passport',
            notes: 'Bring two photos\nand & cash\n\nhttps://example.org/form',
            due: '2026-12-15',
            priority: 1,
            tags: ['Travel', 'Red category'],
            createdAt: '2026-11-01T09:15:00.123Z',
          },
          {
            title: 'Take photos',
            done: true,
            doneAt: '2026-11-03T10:00:00.000Z',
            createdAt: '2026-11-01T09:16:00.000Z',
            below: 'Renew passport',
          },
          { title: 'Pay the fee', below: 'Renew passport' },
          {
            title: 'Water the plants',
            due: '2026-11-30',
            repeat: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH',
          },
        ],
      },
      {
        name: 'Work',
        todos: [
          {
            title: 'Report',
            notes: 'Plain\n\nRRULE:FREQ=MONTHLY;INTERVAL=1;BYDAY=-1FR',
            done: true,
            doneAt: '2026-11-20T16:30:00.000Z',
            due: '2026-11-20',
          },
        ],
      },
    ])
  })

  it('tells what it loses', () => {
    expect(told(plan)).toEqual([
      ['html', 'Renew passport', ''],
      ['reminder', 'Renew passport', dayHere('2026-12-10T08:00:00Z')],
      ['repeat', 'Report', 'RRULE:FREQ=MONTHLY;INTERVAL=1;BYDAY=-1FR'],
    ])
  })
})

describe("Outlook's tasks", () => {
  const plan = sample('Outlook.csv')

  it('are a list, their days by the order that one of them shows', () => {
    expect(plan.source).toBe('outlook')
    expect(shown(plan)).toEqual([
      {
        name: 'Outlook',
        todos: [
          {
            title: 'Call the dentist',
            notes: 'Ask about\nthe crown\n\nStart Date: 2026-12-08',
            due: '2026-12-31',
            priority: 1,
            tags: ['Health', 'Phone'],
          },
          {
            title: 'Send the tax forms',
            due: '2026-08-30',
            done: true,
            doneAt: middayOf('2026-09-01'),
          },
        ],
      },
    ])
  })

  it('tell what they lose', () => {
    expect(told(plan)).toEqual([
      ['start', 'Call the dentist', '2026-12-08'],
      ['reminder', 'Call the dentist', '2026-12-10'],
    ])
  })
})

describe('Google Tasks', () => {
  const plan = sample('Tasks.json')

  it('are in the order of their positions, and below their parents', () => {
    expect(plan.source).toBe('google')
    expect(shown(plan)).toEqual([
      {
        name: 'My Tasks',
        todos: [
          {
            title: 'Plan the party',
            notes: 'Saturday or Sunday?\n\nhttps://mail.google.com/mail/#all/1',
            due: '2026-12-12',
          },
          { title: 'Pick a cake', below: 'Plan the party' },
          { title: 'Ask Bob', done: true, doneAt: '2026-11-18T07:00:00.000Z' },
        ],
      },
      { name: 'Someday', todos: [] },
    ])
  })

  it('tell what they lose', () => {
    expect(told(plan)).toEqual([
      ['trash', 'Gone', ''],
      ['empty', 'My Tasks', ''],
    ])
  })
})

describe('todo.txt', () => {
  const plan = sample('todo.txt')

  it('has a list for each project, and the Inbox for all else', () => {
    expect(plan.source).toBe('todotxt')
    expect(shown(plan)).toEqual([
      {
        name: 'Inbox',
        inbox: true,
        todos: [
          { title: 'Thank Mom for the meatballs', priority: 1, tags: ['phone'] },
          {
            title: 'Someday: read https://example.org/a:b',
            notes: '(D)\nt:2027-01-01',
          },
          { title: 'Eskimo pies', tags: ['GroceryStore'] },
        ],
      },
      {
        name: 'GarageSale',
        todos: [
          {
            title: 'Schedule Goodwill pickup',
            due: '2026-12-01',
            priority: 2,
            tags: ['phone'],
            createdAt: middayOf('2026-11-02'),
          },
          {
            title: 'Post signs around the neighborhood',
            tags: ['Street'],
            repeat: 'FREQ=WEEKLY',
          },
        ],
      },
      {
        name: 'TodoTxtTouch',
        todos: [
          {
            title: "Review Tim's pull request",
            done: true,
            doneAt: middayOf('2026-11-03'),
            createdAt: middayOf('2026-11-01'),
            priority: 3,
            tags: ['github'],
          },
        ],
      },
    ])
  })

  it('tells what it loses', () => {
    expect(told(plan)).toEqual([
      ['priority', 'Someday: read https://example.org/a:b', 'D'],
      ['start', 'Someday: read https://example.org/a:b', '2027-01-01'],
    ])
  })
})

describe('a calendar', () => {
  const plan = sample('home.ics')

  it('is a list of its to-dos', () => {
    expect(plan.source).toBe('icalendar')
    expect(shown(plan)).toEqual([
      {
        name: 'Home',
        todos: [
          {
            title: 'Clean the gutters, front and back',
            notes: 'First line\nSecond \\ line;\n\nDTSTART: 2026-12-01\nLOCATION: Roof',
            due: '2026-12-05',
            priority: 1,
            tags: ['Garden', 'Ladder, long'],
            repeat: 'FREQ=YEARLY',
            createdAt: '2026-11-01T08:00:00.000Z',
          },
          {
            title: 'Borrow a ladder',
            due: '2026-12-04',
            dueTime: '18:00',
            priority: 3,
            done: true,
            doneAt: '2026-11-03T12:00:00.000Z',
            below: 'Clean the gutters, front and back',
          },
          {
            title: 'Meet',
            notes: 'RRULE:FREQ=MONTHLY;BYDAY=2TU',
            due: '2026-12-04',
            dueTime: '12:00',
          },
        ],
      },
    ])
  })

  it('tells what it loses', () => {
    const gutters = 'Clean the gutters, front and back'
    expect(told(plan)).toEqual([
      ['event', 'Party', ''],
      ['start', gutters, '2026-12-01'],
      ['field', gutters, 'LOCATION: Roof'],
      ['reminder', gutters, ''],
      ['zone', 'Borrow a ladder', 'Custom/Office'],
      ['repeat', 'Meet', 'RRULE:FREQ=MONTHLY;BYDAY=2TU'],
    ])
  })
})
