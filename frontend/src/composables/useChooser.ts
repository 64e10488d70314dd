import { readonly, shallowRef } from 'vue'
import type { Todo } from '@/api/types'
import { onForget } from '@/lib/forgetting'

export type Choice = 'due' | 'tags' | 'list'

interface Asked {
  choice: Choice
  ids: readonly string[]
}

const asked = shallowRef<Asked | null>(null)
onForget(() => (asked.value = null))

/** A small dialog that sets one thing of some to-dos. It belongs to the shell; anything may ask. */
export function useChooser() {
  function choose(choice: Choice, todos: readonly Pick<Todo, 'id'>[]): void {
    asked.value = { choice, ids: todos.map(({ id }) => id) }
  }
  function dismiss(): void {
    asked.value = null
  }
  return { asked: readonly(asked), choose, dismiss }
}
