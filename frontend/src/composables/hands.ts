/** All that answers to hands, as one piece: see useHands. */
import '@/styles/hands.css'
import { loadTodoActions } from './useTodoActions'

export { useDrag } from './useDrag'
export { useRowKeys } from './useRowKeys'
export { useShellKeys } from './useShellKeys'
export { useSelection } from './useSelection'
export { useSwipe } from './useSwipe'

void loadTodoActions()
