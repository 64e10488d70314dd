import { onForget } from '@/lib/forgetting'
import { useSync } from '@/sync'

const settled = new Set<number>()
onForget(() => settled.clear())

/** For what the page deals with by itself: nobody is told, and nothing is left to decide. */
export function settle(keys: readonly number[]): void {
  keys.forEach((key) => settled.add(key))
  if (keys.length) void useSync().dismiss(...keys)
}

export const isSettled = (key: number): boolean => settled.has(key)
