import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useUndo } from '@/composables/useUndo'
import { eventually } from '@/test/eventually'
import { makeTodo } from '@/test/fakeServer'
import { allByRole, byRole, click, mountPage, rowTitles, said } from '@/test/mountPage'
import TodayView from './TodayView.vue'

const seed = {
  todos: [
    makeTodo({ id: '1', title: 'Passport', due: '2026-11-20', dueTime: '09:00' }),
    makeTodo({ id: '2', title: 'Rent', due: '2026-11-22' }),
    makeTodo({ id: '3', title: 'Later', due: '2026-11-30' }),
  ],
}
let page: Awaited<ReturnType<typeof mountPage>>

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date(2026, 10, 23, 9), toFake: ['Date'] })
  page = await mountPage(TodayView, { seed, path: '/today' })
})

afterEach(() => {
  vi.useRealTimers()
  page.unmount()
  document.body.innerHTML = ''
})

const dues = () => ['1', '2', '3'].map((id) => page.server.todos.get(id)!.due)

it('moves all that is overdue to today, as one step', async () => {
  await click(byRole('button', 'Move all to today'))
  await eventually(() => expect(said()).toBe('Moved 2 to-dos to today'))
  expect(allByRole('button', 'Move all to today')).toEqual([])
  expect(rowTitles()).toEqual(['Passport', 'Rent'])
  expect(document.activeElement?.id).toBe('page-title')
  await page.synced()
  expect(dues()).toEqual(['2026-11-23', '2026-11-23', '2026-11-30'])
  expect(page.server.todos.get('1')!.dueTime).toBe('09:00')
  useUndo().undo()
  await page.synced()
  expect(dues()).toEqual(['2026-11-20', '2026-11-22', '2026-11-30'])
})

it('leaves what is done where it is', async () => {
  await click(byRole('checkbox', 'Rent'))
  await eventually(() => expect(document.body.textContent).toContain('1 to do'))
  await click(byRole('button', 'Move all to today'))
  await eventually(() => expect(said()).toBe('Moved “Passport” to today'))
  await page.synced()
  expect(dues()).toEqual(['2026-11-23', '2026-11-22', '2026-11-30'])
})

it('has a place to drop on, also while nothing is due today', () => {
  const place = document.querySelector<HTMLElement>('[data-drop-day]')!
  expect(place.dataset.dropDay).toBe('2026-11-23')
  expect(place.textContent).toContain('Nothing is due today.')
})
