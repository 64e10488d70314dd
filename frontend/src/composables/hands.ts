/** All that answers to hands, as one piece: see useHands. */
export { useRowKeys } from './useRowKeys'
export { useShellKeys } from './useShellKeys'
