import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Todo } from '@/api/types'
import { eventually } from '@/test/eventually'
import { makeTodo } from '@/test/fakeServer'
import { mountDetail } from '@/test/mountDetail'
import { allByRole, byRole, click, press } from '@/test/mountPage'

let page: Awaited<ReturnType<typeof mountDetail>>
const button = () => byRole('button', 'Repeat: ')
const rule = () => page.shown().repeat
const day = (name: string) =>
  byRole('group', 'Custom…').querySelector<HTMLElement>(`[aria-label=${name}]`)!
const number = (label: string) =>
  [...document.querySelectorAll('label')]
    .find(({ textContent }) => textContent!.includes(label))!
    .querySelector('input')!

async function open(todo: Partial<Todo>): Promise<void> {
  page = await mountDetail({ todos: [makeTodo({ id: 'a', title: 'Milk', ...todo })] })
}

async function choose(name: string): Promise<void> {
  await click(button())
  await click(byRole('menuitemradio', name))
}

async function set(input: HTMLInputElement, value: string, event = 'change'): Promise<void> {
  input.value = value
  input.dispatchEvent(new Event(event))
  await flushPromises()
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 23, 9) })
  HTMLElement.prototype.showPopover = () => {}
})

afterEach(() => {
  vi.useRealTimers()
  page.unmount()
  document.body.innerHTML = ''
})

describe('the menu', () => {
  it('offers what most want, for the day that it is due', async () => {
    await open({ due: '2026-11-27' })
    await click(button())
    expect(allByRole('menuitemradio').map(({ textContent }) => textContent!.trim())).toEqual([
      'Never',
      'Every day',
      'Every weekday',
      'Every Friday',
      'Every month on the 27th',
      'Every year',
      'Custom…',
    ])
    expect(byRole('menuitemradio', 'Never').getAttribute('aria-checked')).toBe('true')
  })

  it('sets the rule, says when it comes next, and can be taken back', async () => {
    await open({ due: '2026-11-27' })
    await choose('Every Friday')
    expect(rule()).toBe('FREQ=WEEKLY;BYDAY=FR')
    expect(page.shown().due).toBe('2026-11-27')
    expect(button().getAttribute('aria-label')).toBe('Repeat: Every Friday')
    expect(document.querySelector('.next')!.textContent).toBe('Next: 4 Dec')
    await choose('Never')
    expect(rule()).toBeNull()
    expect(document.querySelector('.next')).toBeNull()
  })

  it('makes it due on the first day of its series, when it is not', async () => {
    vi.setSystemTime(new Date(2026, 10, 28, 9)) // A Saturday.
    await open({})
    await choose('Every weekday')
    expect(page.shown()).toMatchObject({
      due: '2026-11-30',
      repeat: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    })
    expect(page.ops).toHaveLength(1)
  })

  it('says what a rule of one’s own means, and that it is the last one', async () => {
    await open({ due: '2026-11-27', repeat: 'FREQ=DAILY;INTERVAL=3;COUNT=1;X-FROM=COMPLETION' })
    expect(button().textContent).toContain('Every 3 days, counted from completion, once')
    expect(document.querySelector('.next')!.textContent).toBe('This is the last one.')
    await click(button())
    expect(byRole('menuitemradio', 'Custom').getAttribute('aria-checked')).toBe('true')
  })

  it('counts from today where it counts from completion', async () => {
    await open({ due: '2026-11-01', repeat: 'FREQ=DAILY;INTERVAL=3;X-FROM=COMPLETION' })
    expect(document.querySelector('.next')!.textContent).toBe('Next, if completed today: Thursday')
  })
})

describe('a rule of one’s own', () => {
  beforeEach(async () => {
    await open({ due: '2026-11-25' })
    await choose('Custom…')
    await eventually(() => expect(byRole('group', 'Custom…')).toBeTruthy())
  })

  it('begins as every week, with the focus on how often', () => {
    expect(rule()).toBe('FREQ=WEEKLY;BYDAY=WE')
    expect(document.activeElement).toBe(number('Repeat every'))
  })

  it('is every so many weeks, on some days, of which there is always one', async () => {
    await set(number('Repeat every'), '2')
    await click(day('Monday'))
    expect(rule()).toBe('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE')
    await click(day('Wednesday'))
    await click(day('Monday'))
    expect(rule()).toBe('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO')
    expect(button().textContent).toContain('Every 2 weeks on Monday')
    expect(page.shown().due).toBe('2026-11-25')
  })

  it.each(['0', '-1', '1.5', '1000', ''])('is not every %s weeks', async (value) => {
    await set(number('Repeat every'), value)
    expect(number('Repeat every').value).toBe('1')
    expect(rule()).toBe('FREQ=WEEKLY;BYDAY=WE')
  })

  it('is on a day of the month, or on its last', async () => {
    await click(byRole('button', 'month'))
    expect(rule()).toBe('FREQ=MONTHLY;BYMONTHDAY=25')
    await set(number('On day'), '30')
    expect(document.body.textContent).toContain('Months without this day are left out.')
    await click(byRole('button', 'Last day'))
    expect(rule()).toBe('FREQ=MONTHLY;BYMONTHDAY=-1')
    expect(number('On day').value).toBe('')
    expect(document.body.textContent).not.toContain('left out')
    await click(byRole('button', 'year'))
    expect(rule()).toBe('FREQ=YEARLY')
  })

  it('counts from completion', async () => {
    await click(byRole('button', 'Completion'))
    expect(rule()).toBe('FREQ=WEEKLY;BYDAY=WE;X-FROM=COMPLETION')
  })

  it('ends on a date, or after some times, or never', async () => {
    await click(byRole('button', 'On a date'))
    const date = document.querySelector<HTMLInputElement>('[aria-label="End date"]')!
    expect(rule()).toBe('FREQ=WEEKLY;BYDAY=WE;UNTIL=20261225')
    expect(document.activeElement).toBe(date)
    await set(date, '2027-03-01', 'blur')
    expect(button().textContent).toContain('Every Wednesday, until 1 March 2027')
    await set(date, '2026-11-24', 'blur') // Before it begins.
    expect(date.value).toBe('2027-03-01')
    await click(byRole('button', 'After 10 times'))
    await set(number('How often'), '3')
    expect(rule()).toBe('FREQ=WEEKLY;BYDAY=WE;COUNT=3')
    await click(byRole('button', 'Never'))
    expect(rule()).toBe('FREQ=WEEKLY;BYDAY=WE')
  })

  it('is done with, and the focus is where it began', async () => {
    await click(byRole('button', 'Done'))
    expect(allByRole('group', 'Custom…')).toHaveLength(0)
    expect(document.activeElement).toBe(button())
  })

  it('is done with when something simple is chosen', async () => {
    await choose('Every day')
    expect(allByRole('group', 'Custom…')).toHaveLength(0)
    await press('Escape', button())
  })
})
