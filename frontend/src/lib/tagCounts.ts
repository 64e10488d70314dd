import { compare } from './order'

type TagCount = readonly [tag: string, open: number]

export const tagPath = (tag: string) => `/tags/${encodeURIComponent(tag)}`

/** The most used first, otherwise by the alphabet. */
export const mostUsed = (counts: ReadonlyMap<string, number>): readonly TagCount[] =>
  [...counts].sort(([a, m], [b, n]) => n - m || compare(a, b))
