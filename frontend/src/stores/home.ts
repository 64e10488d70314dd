import { preferences } from '@/lib/preferences'
import { useListsStore } from './lists'

/** Where a to-do goes that names no list: to the one that the person chose, as long as it is in use. */
export function homeId(): string | null {
  const { active, inboxId, mayWrite } = useListsStore()
  return active.find(({ id }) => id === preferences.defaultList && mayWrite(id))?.id ?? inboxId
}
