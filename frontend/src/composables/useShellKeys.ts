import { useRouter } from 'vue-router'
import { useKeys, type KeyActions } from './useKeys'
import { useUndo } from './useUndo'

/** Keys that work wherever one is. `actions` are those that the shell itself knows how to do. */
export function useShellKeys(actions: KeyActions): void {
  const router = useRouter()
  const { undo, redo } = useUndo()
  const go = (path: string) => () => void router.push(path)

  useKeys({
    search: go('/search'),
    goInbox: go('/inbox'),
    goToday: go('/today'),
    goUpcoming: go('/upcoming'),
    goLists: go('/lists'),
    undo,
    redo,
    ...actions,
  })
}
