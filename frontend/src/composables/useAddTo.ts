import { watch } from 'vue'
import type { NewTodo } from '@/stores/todos'
import { useSavingStore } from '@/stores/saving'
import { useTodoActions } from './useTodoActions'

/** Adds to a list that the page may not know yet: what is entered meanwhile waits, and is not lost. */
export function useAddTo(listId: () => string | null) {
  const { add } = useTodoActions()
  const saving = useSavingStore()
  let early: NewTodo[] = []

  function addTo(fields: NewTodo): void {
    const id = listId()
    if (id) {
      add(id, fields)
    } else {
      early.push(fields)
      saving.started()
    }
  }

  watch(listId, () => {
    const waiting = early
    early = []
    for (const fields of waiting) {
      addTo(fields)
      saving.settled(true)
    }
  })
  return addTo
}
