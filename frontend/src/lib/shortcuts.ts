/**
 * The keys of the page, by what they do: one table for those who listen, the help and the palette.
 * `Mod` is Ctrl, and ⌘ on a Mac; "g i" is one key after the other. A character is what the key
 * means on the person's layout, so Shift is only told of keys that have a name.
 */
export const SHORTCUTS = {
  quickAdd: ['q'],
  search: ['/'],
  palette: ['Mod+k'],
  help: ['?'],
  down: ['j', 'ArrowDown'],
  up: ['k', 'ArrowUp'],
  open: ['Enter'],
  close: ['Escape'],
  edit: ['F2'],
  complete: ['e', ' '],
  priority1: ['1'],
  priority2: ['2'],
  priority3: ['3'],
  priority4: ['4'],
  due: ['t'],
  tags: ['l'],
  move: ['v'],
  remove: ['Delete', 'Mod+Backspace'],
  moveUp: ['Alt+ArrowUp'],
  moveDown: ['Alt+ArrowDown'],
  select: ['x'],
  selectDown: ['Shift+ArrowDown'],
  selectUp: ['Shift+ArrowUp'],
  selectAll: ['Mod+a'],
  undo: ['Mod+z'],
  redo: ['Mod+Shift+z', 'Mod+y'],
  goInbox: ['g i'],
  goToday: ['g t'],
  goUpcoming: ['g u'],
  goLists: ['g l'],
} as const

export type Shortcut = keyof typeof SHORTCUTS

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

const isCharacter = (key: string) => [...key].length === 1 && key !== ' '

/** A single character, which somebody may hit, or say, without meaning it (WCAG 2.1.4). */
export const isSingleKey = (keys: string) => keys.split(' ').every(isCharacter)

/** As the table writes it. */
export function nameOfKeys({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): string {
  const isMod = ctrlKey || metaKey
  const tellsShift = shiftKey && (isMod || !isCharacter(key))
  const parts = [isMod && 'Mod', altKey && 'Alt', tellsShift && 'Shift']
  return [...parts.filter(Boolean), isMod ? key.toLowerCase() : key]
    .join('+')
    .replace('backspace', 'Backspace')
}
