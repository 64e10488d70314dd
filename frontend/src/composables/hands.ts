/** All that answers to hands, as one piece: see useHands. */
import '@/styles/hands.css'

export { useDrag } from './useDrag'
export { useRowKeys } from './useRowKeys'
export { useShellKeys } from './useShellKeys'
export { useSwipe } from './useSwipe'
