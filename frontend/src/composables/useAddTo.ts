import type { NewTodo } from '@/stores/todos'
import { useTodoActions } from './useTodoActions'

/** Adds to a list that the page may not know yet. */
export function useAddTo(listId: () => string | null) {
  const { add } = useTodoActions()
  return (fields: NewTodo) => void add(listId(), fields)
}
