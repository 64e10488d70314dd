import type { Todo } from '@/api/types'
import { useListsStore } from '@/stores/lists'

export function useListName(): (todo: Pick<Todo, 'listId'>) => string {
  const lists = useListsStore()
  return ({ listId }) => (listId === lists.inboxId ? 'Inbox' : (lists.byId(listId)?.name ?? ''))
}
