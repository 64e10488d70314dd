import type { Priority } from '@/api/types'

/** Never colour alone: every priority also has a word and a ring of its own width. */
export const PRIORITIES: readonly Priority[] = [1, 2, 3, 4]
export const NO_PRIORITY = 4
