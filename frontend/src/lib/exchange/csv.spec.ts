// @vitest-environment node
import fc from '@/test/properties'
import { describe, expect, it } from 'vitest'
import { delimiterOf, guard, parseRows, unguard, writeRow } from './csv'

const rows = (text: string) => parseRows(text, ',')

describe('a table', () => {
  it.each([
    [
      'has cells',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['needs no end', 'a,b', [['a', 'b']]],
    [
      'has empty cells',
      ',a,\n,,',
      [
        ['', 'a', ''],
        ['', '', ''],
      ],
    ],
    ['has quotes around what would part it', '"a,b","c\r\nd"', [['a,b', 'c\r\nd']]],
    ['has two quotes for one', '"a""b",""""', [['a"b', '"']]],
    ['takes a quote in the middle as it is', 'a"b,c', [['a"b', 'c']]],
    ['keeps what stands behind a quote', '"a"b,c', [['ab', 'c']]],
    ['ends its lines in any way', 'a\rb\nc\r\n', [['a'], ['b'], ['c']]],
  ])('%s', (_, text, expected) => expect(rows(text)).toEqual(expected))

  it('of any cells is read as it was written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\r', '\n', ' ', 'ü') })
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2 }), { minLength: 1 }), (table) => {
        expect(rows(table.map((row) => `${writeRow(row)}\r\n`).join(''))).toEqual(table)
      }),
    )
  })

  it.each([
    ['a,b;c,d', ','],
    ['a;b,c;d', ';'],
    ['a\tb', '\t'],
    ['a', ','],
  ])('%j is parted by %j', (text, delimiter) => expect(delimiterOf(text)).toBe(delimiter))
})

describe('what looks like a formula', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+49 30', "'+49 30"],
    ['-', "'-"],
    ['@home', "'@home"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ["'=1", "''=1"],
    ["it's", "it's"],
    ["'quoted'", "'quoted'"],
    ['1 + 1', '1 + 1'],
  ])('%j is written as %j', (text, cell) => expect(guard(text)).toBe(cell))

  it('is read as it was', () => {
    const text = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', 'a') })
    fc.assert(
      fc.property(text, (text) => {
        expect(unguard(guard(text))).toBe(text)
      }),
    )
  })
})
