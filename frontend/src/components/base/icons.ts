/** Own drawings on a 24-unit grid, stroked with the current colour. */
export const ICONS = {
  inbox:
    'M4 13l2.5-7.5A2 2 0 0 1 8.4 4h7.2a2 2 0 0 1 1.9 1.5L20 13v5a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2zM4 13h4.5l1.5 3h4l1.5-3H20',
  today:
    'M6 5h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM4 10h16M8 3v4M16 3v4M12 14v2',
  upcoming:
    'M6 5h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM4 10h16M8 3v4M16 3v4M8 15h5.5M11.5 12.8l2.2 2.2-2.2 2.2',
  trash:
    'M5 7h14M10 7V4.5h4V7M7 7l.8 11.2A2 2 0 0 0 9.8 20h4.4a2 2 0 0 0 2-1.8L17 7M10.5 11v5M13.5 11v5',
  search: 'M11 5a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM15.5 15.5L20 20',
  lists: 'M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01',
  plus: 'M12 5v14M5 12h14',
  minus: 'M6 12h12',
  close: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  check: 'M5.5 12.5l4.2 4.2L18.5 8',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  note: 'M5 7h14M5 12h14M5 17h8',
  tag: 'M4 12.5V5.5A1.5 1.5 0 0 1 5.5 4h7l7.2 7.2a1.8 1.8 0 0 1 0 2.6l-5.9 5.9a1.8 1.8 0 0 1-2.6 0zM8.3 8.3h.01',
  edit: 'M4 20l1-4.2L15.6 5.2a1.8 1.8 0 0 1 2.5 0l.7.7a1.8 1.8 0 0 1 0 2.5L8.2 19zM13.8 7l3.2 3.2',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  chevron: 'M9 6l6 6-6 6',
  archive: 'M4 5h16v4H4zM5.5 9v8.5A1.5 1.5 0 0 0 7 19h10a1.5 1.5 0 0 0 1.5-1.5V9M10 13h4',
  restore: 'M4.5 10h9a5 5 0 0 1 0 10H9M4.5 10l4-4M4.5 10l4 4',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z',
  system: 'M4 5.5h16v10.5H4zM9 20h6M12 16v4',
  signout: 'M10 5H6.5A1.5 1.5 0 0 0 5 6.5v11A1.5 1.5 0 0 0 6.5 19H10M15 8l4 4-4 4M19 12H9.5',
  alert: 'M12 4l8.5 15h-17zM12 10v4M12 16.7h.01',
} as const

export type IconName = keyof typeof ICONS
