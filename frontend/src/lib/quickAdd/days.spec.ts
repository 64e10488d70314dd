import { describe } from 'vitest'
import { understands, type Example } from './examples'

describe('dates', () => {
  const on = (text: string, due: string): Example[] => [[`Paint ${text}`, 'Paint', { due }]]
  understands([
    ...on('today', '2026-11-23'),
    ...on('tod', '2026-11-23'),
    ...on('Tomorrow', '2026-11-24'),
    ...on('tom', '2026-11-24'),
    ...on('tue', '2026-11-24'),
    ...on('SUN', '2026-11-29'),
    ...on('mon', '2026-11-30'),
    ...on('monday', '2026-11-30'),
    ...on('on Friday', '2026-11-27'),
    ...on('next week', '2026-11-30'),
    ...on('in 1 day', '2026-11-24'),
    ...on('in 3 days', '2026-11-26'),
    ...on('in 2 weeks', '2026-12-07'),
    ...on('in 3 months', '2027-02-23'),
    ...on('in 2 years', '2028-11-23'),
    ...on('1 dec', '2026-12-01'),
    ...on('dec 1', '2026-12-01'),
    ...on('1st December', '2026-12-01'),
    ...on('on 1 march', '2027-03-01'),
    ...on('23 nov', '2026-11-23'),
    ...on('22 nov', '2027-11-22'),
    ...on('29 feb', '2028-02-29'),
    ...on('2026-12-01', '2026-12-01'),
    ...on('2025-12-01', '2025-12-01'),
    ...on('weekend', '2026-11-28'),
    ...on('eom', '2026-11-30'),
    ['tomorrow Paint', 'Paint', { due: '2026-11-24' }],
    ['Monday paint', 'paint', { due: '2026-11-30' }],
    ['in 3 days paint', 'paint', { due: '2026-11-26' }],
    ['next week  #Home paint', 'paint', { due: '2026-11-30', listId: 'home' }],
    ['Paint #home tomorrow p1', 'Paint', { due: '2026-11-24', listId: 'home', priority: 1 }],
    ['today Paint tomorrow', 'today Paint', { due: '2026-11-24' }],
    ['Paint today tomorrow', 'Paint today', { due: '2026-11-24' }],
  ])

  describe('at the end of a week, a month and a year', () => {
    understands(
      [
        ['Paint weekend', 'Paint', { due: '2027-01-30' }],
        ['Paint sat', 'Paint', { due: '2027-02-06' }],
        ['Paint next week', 'Paint', { due: '2027-01-31' }],
        ['Paint in 1 month', 'Paint', { due: '2027-02-28' }],
        ['Paint every 30th', 'Paint', { due: '2027-01-30', repeat: 'FREQ=MONTHLY;BYMONTHDAY=30' }],
        ['Paint every 29th', 'Paint', { due: '2027-03-29', repeat: 'FREQ=MONTHLY;BYMONTHDAY=29' }],
      ],
      { today: '2027-01-30', weekStart: 0 },
    )
    understands(
      [
        ['Paint weekend', 'Paint', { due: '2027-02-06' }],
        ['Paint eom', 'Paint', { due: '2027-01-31' }],
        ['Paint next week', 'Paint', { due: '2027-02-07' }],
      ],
      { today: '2027-01-31', weekStart: 0 },
    )
  })
})
