import { t } from '@/i18n/rest'

const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

/** As they stand on the keys of a Mac. */
const ON_MAC: Record<string, string> = {
  Alt: '⌥',
  Shift: '⇧',
  Mod: '⌘',
  Enter: '↩',
  Tab: '⇥',
  Delete: '⌦',
  Backspace: '⌫',
}
/** What is held, in the order in which a Mac writes it. */
const HELD = ['Alt', 'Shift', 'Mod']
const ARROWS: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓' }

function nameOf(key: string, mac: boolean): string {
  const name = key === ' ' ? 'Space' : key
  const sign = (mac && ON_MAC[name]) || ARROWS[name]
  if (sign) return sign
  return name in t.keys ? t.keys[name as keyof typeof t.keys] : name.toUpperCase()
}

function inOrder(keys: string[], mac: boolean): string[] {
  if (!mac) return keys
  const isHeld = (key: string) => HELD.includes(key)
  return [...HELD.filter((key) => keys.includes(key)), ...keys.filter((key) => !isHeld(key))]
}

/** "Mod+Shift+z" is one press, [Ctrl, Shift, Z]; "g i" are two, one after the other. */
export function namesOfKeys(keys: string, mac = isMac): string[][] {
  const presses = keys === ' ' ? [keys] : keys.split(' ')
  return presses.map((press) => inOrder(press.split('+'), mac).map((key) => nameOf(key, mac)))
}
