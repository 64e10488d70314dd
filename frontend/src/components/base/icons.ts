import { shallowReactive } from 'vue'
import type { MORE } from './moreIcons'

/** Own drawings on a 24-unit grid, stroked with the current colour: those of the first look. */
const FIRST = {
  inbox:
    'M4 13l2.5-7.5A2 2 0 0 1 8.4 4h7.2a2 2 0 0 1 1.9 1.5L20 13v5a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2zM4 13h4.5l1.5 3h4l1.5-3H20',
  today:
    'M6 5h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM4 10h16M8 3v4M16 3v4M12 14v2',
  upcoming:
    'M6 5h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM4 10h16M8 3v4M16 3v4M8 15h5.5M11.5 12.8l2.2 2.2-2.2 2.2',
  person: 'M12 4.5a3.7 3.7 0 1 1 0 7.4 3.7 3.7 0 0 1 0-7.4zM5 19.5a7 7 0 0 1 14 0',
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
  repeat:
    'M17 3.5L20 6.5 17 9.5M4 11V9.5a3 3 0 0 1 3-3h13M7 20.5L4 17.5 7 14.5M20 13v1.5a3 3 0 0 1-3 3H4',
  grip: 'M9 6h.01M9 12h.01M9 18h.01M15 6h.01M15 12h.01M15 18h.01',
  alert: 'M12 4l8.5 15h-17zM12 10v4M12 16.7h.01',
  done: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM8.5 12.3l2.4 2.4 4.6-5',
} as const

export type IconName = keyof typeof FIRST | keyof typeof MORE

const paths: Partial<Record<IconName, string>> = shallowReactive({ ...FIRST })

export async function loadIcons(): Promise<void> {
  const { MORE } = await import('./moreIcons')
  Object.assign(paths, MORE)
}

/** Undefined for the moment until those that the first look does without are there, too. */
export function pathOf(name: IconName): string | undefined {
  const path = paths[name]
  if (!path) loadIcons().catch(() => {})
  return path
}
