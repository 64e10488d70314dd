import type * as Hands from './hands'
import { useLater } from './useLater'

/**
 * What answers to hands (keys, dragging, swiping, selecting) is no part of the first load: the page
 * is painted without it, and has it a moment later. `use` is called once it is there, in a scope
 * that ends with that of the caller.
 */
export function useHands(use: (hands: typeof Hands) => void): void {
  useLater(() => import('./hands'), use)
}
