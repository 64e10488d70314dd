/**
 * What stands above an empty view, on a grid of 120 by 96: open lines, as in the name mark, and one
 * thing in the accent colour that breaks out of them.
 */
export const DRAWINGS = {
  inbox: {
    line: 'M38 28h-1a6 6 0 0 0-5.7 4.1L24 54v18a6 6 0 0 0 6 6h60a6 6 0 0 0 6-6V54l-7.3-21.9a6 6 0 0 0-5.7-4.1h-1M24 54h19a3 3 0 0 1 2.7 1.7l2.6 5.6A3 3 0 0 0 51 63h18a3 3 0 0 0 2.7-1.7l2.6-5.6a3 3 0 0 1 2.7-1.7h19',
    accent: 'M49 36l8.5 8.5L76 22',
  },
  list: {
    line: 'M71 16H41a6 6 0 0 0-6 6v52a6 6 0 0 0 6 6h38a6 6 0 0 0 6-6V32M57 54h17M57 66h11M46 54h2M46 66h2',
    accent: 'M46 33l9 9L86 12',
  },
  today: {
    line: 'M14 72h24a22 22 0 0 1 28-21.2M81.1 65.8a22 22 0 0 1 .9 6.2h24M60 38V27M35.3 48.3l-7.8-7.8M26 84h20M54 84h40',
    accent: 'M50 66l8.5 8.5L91 34',
  },
  upcoming: {
    line: 'M20 80c10-1 17-5 17-12 0-9-12-8-12-16 0-7 9-9 18-9h14c10 0 19-3 19-11M43 68h.01M60 62h.01M77 54h.01',
    accent: 'M76 32V12l18 6.5L76 25',
  },
  search: {
    line: 'M76.7 40.4A21 21 0 1 1 65.9 25.5M20 76h26M20 86h14',
    accent: 'M71 59l18 18M48 43l8 8 25-29',
  },
  done: {
    line: 'M88 40a31 31 0 1 1-15.5-19.5',
    accent: 'M45 46l13 13L95 18',
  },
  tag: {
    line: 'M44 42V28a6 6 0 0 1 6-6h16a6 6 0 0 1 4.2 1.8l24 24a6 6 0 0 1 0 8.4l-18 18a6 6 0 0 1-8.4 0L51 57.4',
    accent: 'M58 36c-9-4-14 12-24 14s-16-6-13-14',
  },
  trash: {
    line: 'M40 38l3.5 37a6 6 0 0 0 6 5.4h21a6 6 0 0 0 6-5.4L80 38M53 50l1.2 18M67 50l-1.2 18',
    accent: 'M36 33l47-12M52 29l-1.3-5.2a3 3 0 0 1 2.2-3.6l9.7-2.5a3 3 0 0 1 3.6 2.2l1.3 5.2',
  },
} as const

export type DrawingName = keyof typeof DRAWINGS
