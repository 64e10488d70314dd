import type { Todo } from '@/api/types'
import { t } from '@/i18n'
import { useListsStore } from '@/stores/lists'

export function useListName(): (todo: Pick<Todo, 'listId'>) => string {
  const lists = useListsStore()
  return ({ listId }) => (listId === lists.inboxId ? t.nav.inbox : (lists.byId(listId)?.name ?? ''))
}
