import { computed, watch } from 'vue'
import type { Todo } from '@/api/types'
import { useTodosStore } from '@/stores/todos'

/**
 * The open to-dos that match, and those that were ticked here a moment ago: a row does not
 * disappear from under the pointer, it goes when the person leaves the view.
 */
export function useLingering(matches: (todo: Todo) => boolean) {
  const todos = useTodosStore()
  const seen = new Set<string>()
  const shown = computed(() =>
    todos.live.filter((todo) => matches(todo) && (!todo.done || seen.has(todo.id))),
  )
  watch(shown, (now) => now.forEach(({ id }) => seen.add(id)), { immediate: true })
  return shown
}
