import { expect, it } from 'vitest'
import type { Trouble } from '@/composables/useImport'
import { MAX_BYTES } from '@/lib/exchange/decode'
import { wordsOf } from './words'

it.each<[Trouble, string]>([
  [{ problem: 'zip' }, 'Unpack it first'],
  [{ problem: 'tooLarge', limit: MAX_BYTES }, 'larger than 20 MB'],
  [{ problem: 'tooMany', limit: 100_000 }, 'more than 100,000 to-dos'],
  [{ problem: 'quotes', line: 5 }, 'from line 5 on'],
  [{ needed: 1, room: 0 }, 'This needs 1 new list, and there is room for 0 more.'],
  ['failed', 'could not be read'],
])('says of %j what is the matter, with its numbers', (trouble, words) => {
  expect(wordsOf(trouble)).toContain(words)
})
