import { useRouter } from 'vue-router'
import type { Todo } from '@/api/types'
import { t } from '@/i18n/rest'
import { quoted } from '@/lib/text'
import { useChangesStore } from '@/stores/changes'
import { useHistoryStore } from '@/stores/history'
import { useListsStore } from '@/stores/lists'
import { useToastsStore } from '@/stores/toasts'
import { useTodosStore } from '@/stores/todos'
import { useNotices } from './useNotices'

/** A second one of a to-do, and the address of it. */
export function useCopies() {
  const todos = useTodosStore()
  const changes = useChangesStore()
  const lists = useListsStore()
  const history = useHistoryStore()
  const toasts = useToastsStore()
  const router = useRouter()
  const { offerUndo } = useNotices()

  /** Open again, whatever the first one is. */
  function copy(todo: Todo, parentId: string | null): string {
    const { title, notes, due, dueTime, priority, tags, repeat } = todo
    const fields = { title, notes, due, dueTime, priority, tags: [...tags], repeat, parentId }
    return changes.add(todo.listId, fields)
  }

  function copyAll(todo: Todo): readonly string[] {
    const children = todos.childrenOf(todo)
    const parentId = todos.parentOf(todo)
    const at = todos.siblingsOf(todo).findIndex(({ id }) => id === todo.id)
    const id = copy(todo, parentId)
    const below = children.map((child) => copy(child, id))
    changes.place([todos.byId(id)!], { listId: todo.listId, parentId, index: at + 1 })
    return [id, ...below]
  }

  /** Right below the first one, with what hangs on it. */
  function duplicate(todo: Todo): void {
    const said = t.menu.duplicated(quoted(todo.title))
    let ids: readonly string[] = []
    const key = history.run(said, () => (ids = copyAll(todo)))
    if (key !== null)
      offerUndo(
        key,
        [{ id: ids[0]! }],
        () => said,
        () => ids,
      )
  }

  /** In its list, wherever the person sees it now. */
  function addressOf({ id, listId }: Todo): string {
    const path = listId === lists.inboxId ? '/inbox' : `/lists/${listId}`
    return new URL(router.resolve({ path, query: { todo: id } }).href, window.location.href).href
  }

  async function copyLink(todo: Todo): Promise<void> {
    const address = addressOf(todo)
    try {
      await navigator.clipboard.writeText(address)
      toasts.show({ text: t.menu.copied })
    } catch {
      toasts.show({ text: t.menu.notCopied(address) })
    }
  }

  return { duplicate, copyLink }
}
