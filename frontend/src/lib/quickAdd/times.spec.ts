import { describe } from 'vitest'
import { understands, type Example } from './examples'

describe('times', () => {
  const at = (text: string, dueTime: string): Example[] => [
    [`Paint tomorrow ${text}`, 'Paint', { due: '2026-11-24', dueTime }],
  ]
  understands([
    ...at('5pm', '17:00'),
    ...at('5 PM', '17:00'),
    ...at('5:30pm', '17:30'),
    ...at('12am', '00:00'),
    ...at('12pm', '12:00'),
    ...at('17:00', '17:00'),
    ...at('9:30', '09:30'),
    ...at('at 9', '09:00'),
    ...at('at 5', '17:00'),
    ...at('at 6', '18:00'),
    ...at('at 7', '07:00'),
    ...at('at 5am', '05:00'),
    ...at('at 5:00', '05:00'),
    ...at('at 0', '00:00'),
    ['Paint 5pm', 'Paint', { due: '2026-11-23', dueTime: '17:00' }],
    ['Paint 12:00', 'Paint', { due: '2026-11-23', dueTime: '12:00' }],
    ['Paint at 9', 'Paint', { due: '2026-11-24', dueTime: '09:00' }],
    ['9:30 Paint', 'Paint', { due: '2026-11-24', dueTime: '09:30' }],
    ['Meet Ann 5pm in the hall', 'Meet Ann in the hall', { due: '2026-11-23', dueTime: '17:00' }],
    [
      'Meet Ann fri 5pm in the hall',
      'Meet Ann in the hall',
      { due: '2026-11-27', dueTime: '17:00' },
    ],
    ['Call 5pm tomorrow about it', 'Call about it', { due: '2026-11-24', dueTime: '17:00' }],
    ['Call tomorrow at 9 about it', 'Call about it', { due: '2026-11-24', dueTime: '09:00' }],
    ['at 9 tomorrow call', 'call', { due: '2026-11-24', dueTime: '09:00' }],
    ['sun 1pm Brunch', 'Brunch', { due: '2026-11-29', dueTime: '13:00' }],
    ['today Paint 9am', 'Paint', { due: '2026-11-23', dueTime: '09:00' }],
    ['Paint 13pm 0am 25:00 9:60 24:00', 'Paint 13pm 0am 25:00 9:60 24:00', {}],
    ['Call 5pm tomorrow Ann 6pm', 'Call 5pm tomorrow Ann', { due: '2026-11-23', dueTime: '18:00' }],
    ['Paint 17:00 pm', 'Paint pm', { due: '2026-11-23', dueTime: '17:00' }],
    ['Call tomorrow 5pm Ann 6pm', 'Call tomorrow 5pm Ann', { due: '2026-11-23', dueTime: '18:00' }],
  ])
})

describe('repetitions', () => {
  const every = (text: string, rule: string, due = '2026-11-23'): Example[] => [
    [`Paint ${text}`, 'Paint', { due, repeat: `FREQ=${rule}` }],
  ]
  understands([
    ...every('every day', 'DAILY'),
    ...every('Every 1 day', 'DAILY'),
    ...every('every weekday', 'WEEKLY;BYDAY=MO,TU,WE,TH,FR'),
    ...every('every thu,mon,thu', 'WEEKLY;BYDAY=MO,TH'),
    ...every('every sun, sat', 'WEEKLY;BYDAY=SA,SU', '2026-11-28'),
    ...every('every tuesday', 'WEEKLY;BYDAY=TU', '2026-11-24'),
    ...every('every 2 weeks', 'WEEKLY;INTERVAL=2'),
    ...every('every 2 weeks on sat', 'WEEKLY;INTERVAL=2;BYDAY=SA', '2026-11-28'),
    ...every('every month', 'MONTHLY'),
    ...every('every 15th', 'MONTHLY;BYMONTHDAY=15', '2026-12-15'),
    ...every('every last day', 'MONTHLY;BYMONTHDAY=-1', '2026-11-30'),
    ...every('every 3 months last day', 'MONTHLY;INTERVAL=3;BYMONTHDAY=-1', '2026-11-30'),
    ...every('every 31st', 'MONTHLY;BYMONTHDAY=31', '2026-12-31'),
    ...every('every year', 'YEARLY'),
    ...every('every 999 years', 'YEARLY;INTERVAL=999'),
    ...every('every! 3 days', 'DAILY;INTERVAL=3;X-FROM=COMPLETION'),
    ...every('every! week', 'WEEKLY;X-FROM=COMPLETION'),
    ['Every day walk', 'walk', { due: '2026-11-23', repeat: 'FREQ=DAILY' }],
    ['Paint every day 1 dec', 'Paint', { due: '2026-12-01', repeat: 'FREQ=DAILY' }],
    ['Paint every day 9am', 'Paint', { due: '2026-11-24', dueTime: '09:00', repeat: 'FREQ=DAILY' }],
    [
      'Meet every day 1pm for long',
      'Meet for long',
      { due: '2026-11-23', dueTime: '13:00', repeat: 'FREQ=DAILY' },
    ],
    ['Paint every 32nd every 0 days', 'Paint every 32nd every 0 days', {}],
    ['Paint every year 15th', 'Paint every year 15th', {}],
    ['Paint every 1000 days', 'Paint every 1000 days', {}],
    ...every('every 2nd day', 'DAILY;INTERVAL=2'),
    ...every('every other week', 'WEEKLY;INTERVAL=2'),
    ...every('every second month 15th', 'MONTHLY;INTERVAL=2;BYMONTHDAY=15', '2026-12-15'),
    ...every('every day until friday', 'DAILY;UNTIL=20261127'),
    ...every('every mon until 1 feb', 'WEEKLY;BYDAY=MO;UNTIL=20270201'),
    ...every('every! 2 days till eom', 'DAILY;INTERVAL=2;UNTIL=20261130;X-FROM=COMPLETION'),
    ['Paint every 2nd tuesday', 'Paint every 2nd tuesday', {}],
    ['Paint every last fri', 'Paint every last fri', {}],
    ['Paint every other mon,thu', 'Paint every other mon,thu', {}],
    ['Every 1st monday paint', 'Every 1st monday paint', {}],
    ['Paint every day until', 'Paint every day until', {}],
    ['Paint every day until it rains', 'Paint every day until it rains', {}],
    [
      'Paint every mon every tue',
      'Paint every mon',
      { due: '2026-11-24', repeat: 'FREQ=WEEKLY;BYDAY=TU' },
    ],
  ])
})
