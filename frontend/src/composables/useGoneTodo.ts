import { watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { t } from '@/i18n'
import { useStatusStore } from '@/stores/status'
import { useToastsStore } from '@/stores/toasts'
import { useTodosStore } from '@/stores/todos'
import { useOpenTodo } from './useOpenTodo'

/**
 * Closes the details of what is gone; that it left the view is no reason to. Says so when an
 * address leads to nothing, once the copy is whole and would know.
 */
export function useGoneTodo(): void {
  const todos = useTodosStore()
  const status = useStatusStore()
  const toasts = useToastsStore()
  const route = useRoute()
  const router = useRouter()
  const { openId, close } = useOpenTodo()
  let seen: string | null = null
  let left: string | null = null

  function isHere(id: string): boolean {
    const todo = todos.byId(id)
    return !!todo && !todo.deletedAt
  }

  function refuse(): void {
    toasts.show({ text: t.errors.goneTodo })
    const { todo: _, ...query } = route.query
    void router.replace({ path: route.path, query })
  }

  watch(
    () => [openId.value, !!openId.value && isHere(openId.value), status.isReady] as const,
    ([id, here, isReady]) => {
      if (!id) left = seen = null
      else if (here) seen = id
      else if (id !== left && (id === seen || isReady)) {
        left = id // On its way out: once is enough.
        if (id === seen) void close()
        else refuse()
      }
    },
    { immediate: true },
  )
}
