import { preferences } from '@/lib/preferences'
import { useListsStore } from './lists'

/** Where a to-do goes that names no list: to the one that the person chose, as long as it is in use. */
export function homeId(): string | null {
  const { active, inboxId } = useListsStore()
  const chosen = active.find(({ id }) => id === preferences.defaultList)
  return chosen && chosen.role !== 'viewer' ? chosen.id : inboxId
}
