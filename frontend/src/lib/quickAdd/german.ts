import type { Vocabulary } from './vocabulary'

export const german: Vocabulary = {
  relative: { heute: 0, morgen: 1, übermorgen: 2 },
  days: {
    ...{ sonntag: 0, montag: 1, dienstag: 2, mittwoch: 3, donnerstag: 4, freitag: 5, samstag: 6 },
    ...{ sonnabend: 6, so: 0, mo: 1, di: 2, mi: 3, do: 4, fr: 5, sa: 6 },
  },
  months: {
    ...{ januar: 1, jänner: 1, februar: 2, märz: 3, april: 4, mai: 5, juni: 6, juli: 7 },
    ...{ august: 8, september: 9, oktober: 10, november: 11, dezember: 12 },
    ...{ jan: 1, feb: 2, mär: 3, mrz: 3, apr: 4, jun: 6, jul: 7, aug: 8, sep: 9, sept: 9 },
    ...{ okt: 10, nov: 11, dez: 12 },
  },
  units: {
    ...{ tag: 'DAILY', tage: 'DAILY', tagen: 'DAILY', woche: 'WEEKLY', wochen: 'WEEKLY' },
    ...{ monat: 'MONTHLY', monate: 'MONTHLY', monaten: 'MONTHLY' },
    ...{ jahr: 'YEARLY', jahre: 'YEARLY', jahren: 'YEARLY' },
  },
  rules: { werktags: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', jährlich: 'FREQ=YEARLY' },
  nextWeek: ['nächste woche'],
  weekend: ['wochenende'],
  endOfMonth: ['monatsende'],
  weekdays: ['werktag'],
  lastDay: ['letzten tag'],
  every: ['jeden', 'jede', 'jedes', 'alle'],
  in: ['in'],
  on: ['am'],
  at: ['um'],
  ordinals: ['.'],
  am: [],
  pm: [],
  oclock: ['uhr'],
  ambiguous: ['so', 'mo', 'di', 'mi', 'do', 'fr', 'sa', 'wochenende', 'monatsende'],
  names: ['morgen'],
}
