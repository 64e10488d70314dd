import { describe } from 'vitest'
import { messages } from '@/i18n/languages/de'
import { understands, type Example } from './examples'

describe('in German, too', () => {
  const on = (text: string, due: string): Example[] => [[`Malen ${text}`, 'Malen', { due }]]
  const every = (text: string, rule: string, due = '2026-11-23'): Example[] => [
    [`Malen ${text}`, 'Malen', { due, repeat: `FREQ=${rule}` }],
  ]
  understands(
    [
      ...on('heute', '2026-11-23'),
      ...on('morgen', '2026-11-24'),
      ...on('u\u0308bermorgen', '2026-11-25'),
      ...on('do', '2026-11-26'),
      ...on('am Mo', '2026-11-30'),
      ...on('Montag', '2026-11-30'),
      ...on('nächste Woche', '2026-11-30'),
      ...on('in 3 Tagen', '2026-11-26'),
      ...on('in 2 wochen', '2026-12-07'),
      ...on('in 3 monaten', '2027-02-23'),
      ...on('1. Dez', '2026-12-01'),
      ...on('1 dez', '2026-12-01'),
      ...on('am 1. Dezember', '2026-12-01'),
      ...on('am Wochenende', '2026-11-28'),
      ...on('Monatsende', '2026-11-30'),
      ...on('tomorrow', '2026-11-24'),
      ['Malen so 17 Uhr', 'Malen', { due: '2026-11-29', dueTime: '17:00' }],
      ['Malen um 9', 'Malen', { due: '2026-11-24', dueTime: '09:00' }],
      ['Malen um 5 Uhr', 'Malen', { due: '2026-11-24', dueTime: '05:00' }],
      ['Malen um 17:30 am Montag', 'Malen', { due: '2026-11-30', dueTime: '17:30' }],
      ...every('jeden Tag', 'DAILY'),
      ...every('werktags', 'WEEKLY;BYDAY=MO,TU,WE,TH,FR'),
      ...every('jeden mo,do', 'WEEKLY;BYDAY=MO,TH'),
      ...every('jede Woche', 'WEEKLY'),
      ...every('alle 2 Wochen', 'WEEKLY;INTERVAL=2'),
      ...every('jeden monat', 'MONTHLY'),
      ...every('jeden 15.', 'MONTHLY;BYMONTHDAY=15', '2026-12-15'),
      ...every('jeden letzten Tag', 'MONTHLY;BYMONTHDAY=-1', '2026-11-30'),
      ...every('jährlich', 'YEARLY'),
      ...every('jeden 2. Tag', 'DAILY;INTERVAL=2'),
      ...every('jede zweite Woche', 'WEEKLY;INTERVAL=2'),
      ...every('jeden Tag bis Freitag', 'DAILY;UNTIL=20261127'),
      ['Malen jeden letzten Freitag', 'Malen jeden letzten Freitag', {}],
      ['Malen jeden 1. Montag', 'Malen jeden 1. Montag', {}],
      ...every('jedes jahr', 'YEARLY'),
      ...every('alle! 3 tage', 'DAILY;INTERVAL=3;X-FROM=COMPLETION'),
      ['Morgen malen', 'malen', { due: '2026-11-24' }],
      ['Guten Morgen', 'Guten Morgen', {}],
      ['so tun als ob', 'so tun als ob', {}],
      ['Der kleine Tod', 'Der kleine Tod', {}],
    ],
    { vocabulary: messages.grammar.words! },
  )
})
