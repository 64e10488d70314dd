import { SHORTCUTS, type Shortcut } from '@/lib/shortcuts'

const SELECTING: readonly Shortcut[] = ['select', 'selectDown', 'selectUp', 'selectAll']
const EVERYWHERE: readonly Shortcut[] = [
  'quickAdd',
  'search',
  'palette',
  'help',
  'undo',
  'redo',
  'close',
]

const isGoing = (name: Shortcut) => name.startsWith('go')
const isElsewhere = (name: Shortcut) =>
  isGoing(name) || [...SELECTING, ...EVERYWHERE].includes(name)

const ALL = Object.keys(SHORTCUTS) as Shortcut[]

/** The whole table of the keys: what is in no other group is about the to-do that has the focus. */
export const GROUPS = {
  everywhere: EVERYWHERE,
  going: ALL.filter(isGoing),
  todo: ALL.filter((name) => !isElsewhere(name)),
  selecting: SELECTING,
} as const
