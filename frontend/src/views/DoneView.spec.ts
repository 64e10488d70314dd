import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { eventually } from '@/test/eventually'
import { makeTodo } from '@/test/fakeServer'
import { allByRole, byRole, click, mountPage, rowTitles } from '@/test/mountPage'
import DoneView from './DoneView.vue'

/** At noon where the person is, so many days ago. */
const noon = (ago: number, hour = 12) => new Date(2026, 10, 23 - ago, hour).toISOString()
const done = (id: string, title: string, doneAt: string) =>
  makeTodo({ id, title, done: true, doneAt })

let page: Awaited<ReturnType<typeof mountPage>>
const headings = () => [...document.querySelectorAll('h2')].map(({ textContent }) => textContent)

beforeEach(() => void vi.useFakeTimers({ now: new Date(2026, 10, 23, 23, 30), toFake: ['Date'] }))

afterEach(() => {
  vi.useRealTimers()
  page.unmount()
  document.body.innerHTML = ''
})

it('has what is completed, the newest first, by the day on which that was here', async () => {
  const todos = [
    done('1', 'Long ago', new Date(2025, 5, 1, 12).toISOString()),
    done('2', 'At breakfast', noon(0, 7)),
    done('3', 'Late yesterday', noon(1, 23)),
    done('4', 'Just now', noon(0, 23)),
    makeTodo({ id: '5', title: 'Open' }),
  ]
  page = await mountPage(DoneView, { seed: { todos } })
  expect(headings()).toEqual([
    'Today · Monday 23 November',
    'Yesterday · Sunday 22 November',
    'Sunday 1 June 2025',
  ])
  expect(rowTitles()).toEqual(['Just now', 'At breakfast', 'Late yesterday', 'Long ago'])
  expect(document.body.textContent).toContain('4 completed')
})

it('reopens by the tick, and keeps the row until one leaves', async () => {
  page = await mountPage(DoneView, { seed: { todos: [done('1', 'Milk', noon(1))] } })
  await click(byRole('checkbox', 'Milk'))
  await page.synced()
  expect(page.server.todos.get('1')!.done).toBe(false)
  expect(rowTitles()).toEqual(['Milk'])
  await click(byRole('checkbox', 'Milk'))
  await eventually(() => expect(headings()).toEqual(['Today · Monday 23 November']))
})

it('has the days of long ago when one asks for them', async () => {
  const days = Array.from({ length: 105 }, (_, n) => done(`d${n}`, `Day ${n}`, noon(n)))
  page = await mountPage(DoneView, { seed: { todos: days } })
  expect(headings()).toHaveLength(100)
  await click(byRole('button', 'Show earlier days'))
  expect(headings()).toHaveLength(105)
  expect(allByRole('button', 'Show earlier days')).toEqual([])
})

it('says what it is for while it is empty', async () => {
  page = await mountPage(DoneView, { seed: {} })
  expect(document.body.textContent).toContain('What you complete is kept here.')
})
