import { watch } from 'vue'
import { useListsStore } from '@/stores/lists'
import { useTodosStore } from '@/stores/todos'
import { useOpenTodo } from './useOpenTodo'

/** Closes the details of what is gone; that it left the view is no reason to. */
export function useGoneTodo() {
  const lists = useListsStore()
  const todos = useTodosStore()
  const { openId, close } = useOpenTodo()
  let seen: string | null = null

  function isHere(id: string): boolean {
    const todo = todos.byId(id)
    return !!todo && !todo.deletedAt && (!lists.loaded || !!lists.byId(todo.listId))
  }

  watch(
    () => [openId.value, !!openId.value && isHere(openId.value)] as const,
    ([id, here]) => {
      const wasHere = !!id && id === seen
      seen = here ? id : null
      if (wasHere && !here) void close()
    },
    { immediate: true },
  )
}
