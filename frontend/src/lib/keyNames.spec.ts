import { afterEach, expect, it } from 'vitest'
import { startLanguage } from '@/i18n'
import { namesOfKeys } from './keyNames'

afterEach(() => startLanguage(['en-GB']))

const written = (keys: string, mac = false) =>
  namesOfKeys(keys, mac)
    .map((press) => press.join('+'))
    .join(' ')

it.each([
  ['Mod+k', 'Ctrl+K', '⌘+K'],
  ['Mod+Shift+z', 'Ctrl+Shift+Z', '⇧+⌘+Z'],
  ['Alt+ArrowUp', 'Alt+↑', '⌥+↑'],
  ['Mod+Backspace', 'Ctrl+Backspace', '⌘+⌫'],
  ['g i', 'G I', 'G I'],
  [' ', 'Space', 'Space'],
  ['?', '?', '?'],
  ['F2', 'F2', 'F2'],
])('%s is %s, and %s on a Mac', (keys, name, onMac) => {
  expect(written(keys)).toBe(name)
  expect(written(keys, true)).toBe(onMac)
})

it('is called as it is on a German keyboard', async () => {
  await startLanguage(['de'])
  expect(written('Mod+Shift+z')).toBe('Strg+Umschalt+Z')
  expect(written('Delete')).toBe('Entf')
})
