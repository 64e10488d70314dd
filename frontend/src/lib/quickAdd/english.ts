import type { Vocabulary } from './vocabulary'

export const english: Vocabulary = {
  relative: { today: 0, tod: 0, tomorrow: 1, tom: 1 },
  days: {
    ...{ sunday: 0, monday: 1, tuesday: 2, wednesday: 3, thursday: 4, friday: 5, saturday: 6 },
    ...{ sun: 0, mon: 1, tue: 2, tues: 2, wed: 3, thu: 4, thur: 4, thurs: 4, fri: 5, sat: 6 },
  },
  months: {
    ...{ january: 1, february: 2, march: 3, april: 4, may: 5, june: 6, july: 7, august: 8 },
    ...{ september: 9, october: 10, november: 11, december: 12 },
    ...{ jan: 1, feb: 2, mar: 3, apr: 4, jun: 6, jul: 7, aug: 8, sep: 9, sept: 9 },
    ...{ oct: 10, nov: 11, dec: 12 },
  },
  units: {
    ...{ day: 'DAILY', days: 'DAILY', week: 'WEEKLY', weeks: 'WEEKLY' },
    ...{ month: 'MONTHLY', months: 'MONTHLY', year: 'YEARLY', years: 'YEARLY' },
  },
  rules: {},
  nextWeek: ['next week'],
  weekend: ['weekend'],
  endOfMonth: ['eom'],
  weekdays: ['weekday'],
  lastDay: ['last day'],
  last: ['last'],
  other: ['other', 'second'],
  every: ['every'],
  until: ['until', 'till'],
  in: ['in'],
  on: ['on'],
  at: ['at'],
  ordinals: ['st', 'nd', 'rd', 'th'],
  am: ['am'],
  pm: ['pm'],
  oclock: [],
  ambiguous: [
    ...['tod', 'tom', 'weekend', 'eom', 'march', 'may'],
    ...['sun', 'mon', 'tue', 'tues', 'wed', 'thu', 'thur', 'thurs', 'fri', 'sat'],
  ],
  names: ['tod', 'tom'],
  me: ['me'],
}
