import { mount } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import DueChips from './DueChips.vue'

afterEach(() => {
  vi.useRealTimers()
})

function chips(now: Date): Record<string, unknown> {
  vi.useFakeTimers({ toFake: ['Date'], now })
  const page = mount(DueChips, { props: { due: null } })
  for (const chip of page.findAll('button')) void chip.trigger('click')
  const names = page.findAll('button').map((chip) => chip.text())
  const days = page.emitted<[string | null]>('choose')!.map(([day]) => day)
  page.unmount()
  return Object.fromEntries(names.map((name, index) => [name, days[index]]))
}

it('offers the days that most want', () => {
  expect(chips(new Date(2026, 10, 23, 9))).toEqual({
    Today: '2026-11-23',
    Tomorrow: '2026-11-24',
    Weekend: '2026-11-28',
    'Next week': '2026-11-30',
    None: null,
  })
})

it.each([
  ['Friday', 27],
  ['Saturday', 28],
])('offers no weekend on a %s, when it is tomorrow or today', (_, day) => {
  expect(chips(new Date(2026, 10, day, 9))).not.toHaveProperty('Weekend')
})

it('offers the next weekend on a Sunday', () => {
  expect(chips(new Date(2026, 10, 29, 9))).toHaveProperty('Weekend', '2026-12-05')
})
