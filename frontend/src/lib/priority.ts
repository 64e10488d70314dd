import type { Priority } from '@/api/types'

export const PRIORITIES: readonly Priority[] = [1, 2, 3, 4]

/** Never colour alone: every priority also has a word and a ring of its own width. */
export const PRIORITY_NAMES: Record<Priority, string> = {
  1: 'Urgent',
  2: 'High',
  3: 'Medium',
  4: 'None',
}
