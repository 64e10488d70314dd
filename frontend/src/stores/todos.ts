import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Todo, TodoFields } from '@/api/types'
import { onForget } from '@/lib/forgetting'
import { createGrouper, NO_GROUP } from '@/lib/groups'
import { useSync } from '@/sync'

interface Early {
  id: string
  fields: Partial<TodoFields> & { title: string }
}

type Placed = Pick<Todo, 'id' | 'listId'>

/** The to-dos of all lists. */
export const useTodosStore = defineStore('todos', () => {
  const group = createGrouper()
  const groups = computed(() => group(useSync().todos.value))
  /** What was added before a new device knew its Inbox. */
  const early = shallowRef<readonly Early[]>([])

  const live = computed(() =>
    useSync().isReady.value ? [...groups.value.values()].flatMap((one) => one.todos) : [],
  )
  const trash = computed(() =>
    [...useSync().todos.value.values()]
      .filter(({ deletedAt }) => deletedAt)
      .sort((a, b) => (a.deletedAt! < b.deletedAt! ? 1 : -1)),
  )

  const byId = (id: string): Todo | undefined => useSync().todos.value.get(id)
  const groupOf = (listId: string) => groups.value.get(listId) ?? NO_GROUP
  /** As the person sees them: each followed by its sub-to-dos. */
  const inList = (listId: string) => groupOf(listId).rows
  /** By order key alone. */
  const ordered = (listId: string) => groupOf(listId).todos
  const openCount = (listId: string) => groupOf(listId).open

  /** It may be in another list than the one it was last seen in. */
  const listOf = ({ id, listId }: Placed) => byId(id)?.listId ?? listId

  // --- The tree ---

  const parentOf = (todo: Placed) => groupOf(listOf(todo)).tops.get(todo.id) ?? null
  const progressOf = (todo: Placed) => groupOf(listOf(todo)).progress.get(todo.id)

  /** The sub-to-dos of `parentId`, or those at the top of the list. */
  function below(listId: string, parentId: string | null): readonly Todo[] {
    const { rows, tops } = groupOf(listId)
    return rows.filter(({ id }) => (tops.get(id) ?? null) === parentId)
  }

  const childrenOf = (todo: Placed) =>
    progressOf(todo) ? below(listOf(todo), todo.id) : ([] as readonly Todo[])
  const siblingsOf = (todo: Placed) => below(listOf(todo), parentOf(todo))

  onForget(() => (early.value = []))

  return {
    live,
    trash,
    early,
    byId,
    inList,
    ordered,
    openCount,
    listOf,
    parentOf,
    progressOf,
    childrenOf,
    siblingsOf,
    below,
  }
})
