import { describe, expect, it } from 'vitest'
import { placeAt } from './place'

/** "a a>b c": b stands below a. */
const rowsOf = (text: string) =>
  text.split(' ').map((word) => {
    const [top, id] = word.includes('>') ? word.split('>') : [null, word]
    return { id: id!, top: top ?? null }
  })

const place = (text: string, at: number, wanted: number, isFamily = false) => {
  const gap = placeAt(rowsOf(text), at, wanted, isFamily)
  return `${gap.parentId ?? '-'}/${gap.index}@${gap.at}`
}

describe('what is dropped', () => {
  it.each<[string, string, number, number, boolean, string]>([
    ['is at the top above the first row', 'a b', 0, 1, false, '-/0@0'],
    ['is between two rows', 'a b', 1, 0, false, '-/1@1'],
    ['is a sub-to-do of the row above', 'a b', 1, 1, false, 'a/0@1'],
    ['is the last of all', 'a b', 2, 0, false, '-/2@2'],
    ['is one of those that it lands amid', 'a a>b a>c d', 2, 0, false, 'a/1@2'],
    ['is the first of them', 'a a>b d', 1, 0, false, 'a/0@1'],
    ['may follow them as one of them', 'a a>b d', 2, 1, false, 'a/1@2'],
    ['may follow them as none of them', 'a a>b d', 2, 0, false, '-/1@2'],
    ['is never below where it has its own', 'a b', 1, 1, true, '-/1@1'],
    ['goes past the family of another', 'a a>b a>c d', 1, 0, true, '-/1@3'],
    ['finds an empty list', '', 0, 1, false, '-/0@0'],
  ])('%s', (_, text, at, wanted, isFamily, expected) => {
    const rows = text ? rowsOf(text) : []
    const gap = placeAt(rows, at, wanted, isFamily)
    expect(`${gap.parentId ?? '-'}/${gap.index}@${gap.at}`).toBe(expected)
  })

  it('keeps to the depth that is wanted, within what can be', () => {
    expect(place('a b', 1, 7)).toBe('a/0@1')
    expect(place('a b', 1, -7)).toBe('-/1@1')
  })
})
