import { describe, expect, it } from 'vitest'
import { isSingleKey, nameOfKeys, SHORTCUTS } from './shortcuts'

const pressed = (key: string, ...held: ('ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey')[]) =>
  nameOfKeys(
    new KeyboardEvent('keydown', { key, ...Object.fromEntries(held.map((one) => [one, true])) }),
  )

describe('the name of a key', () => {
  it.each([
    ['e', [], 'e'],
    ['?', ['shiftKey'], '?'],
    ['1', ['shiftKey'], '1'],
    ['E', ['shiftKey'], 'E'],
    ['k', ['ctrlKey'], 'Mod+k'],
    ['K', ['metaKey'], 'Mod+k'],
    ['Z', ['metaKey', 'shiftKey'], 'Mod+Shift+z'],
    ['z', ['ctrlKey', 'shiftKey'], 'Mod+Shift+z'],
    ['ArrowUp', ['altKey'], 'Alt+ArrowUp'],
    ['ArrowDown', ['shiftKey'], 'Shift+ArrowDown'],
    ['Backspace', ['metaKey'], 'Mod+Backspace'],
    [' ', [], ' '],
  ] as const)('of %s with %s is %s', (key, held, expected) => {
    expect(pressed(key, ...held)).toBe(expected)
  })
})

describe('the table', () => {
  it('has every key once', () => {
    const all = Object.values(SHORTCUTS).flat()
    expect(new Set(all).size).toBe(all.length)
  })

  it('knows which ones are single characters', () => {
    const single = Object.values(SHORTCUTS)
      .flat()
      .filter((keys) => isSingleKey(keys))
    expect(single.join('')).toBe('q/?jke1234tlvxg ig tg ug l')
  })
})
