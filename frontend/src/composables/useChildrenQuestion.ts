import { readonly, shallowRef } from 'vue'
import type { Todo } from '@/api/types'
import { onForget } from '@/lib/forgetting'
import { prefer, preferences } from '@/lib/preferences'
import { useTodosStore } from '@/stores/todos'

type Todos = readonly Todo[]

interface Question {
  parents: Todos
  children: Todos
  /** Undefined: neither the ones nor the others. */
  answer: (withChildren: boolean | undefined) => void
}

const asked = shallowRef<Question | null>(null)
onForget(() => asked.value?.answer(undefined))

/** Whether what is open below is completed, too: asked once, and remembered (Settings can change it). */
export function useChildrenQuestion() {
  const todos = useTodosStore()

  function openBelow(parents: Todos): Todos {
    const ids = new Set(parents.map(({ id }) => id))
    return parents
      .flatMap((parent) => todos.childrenOf(parent))
      .filter(({ id, done }) => !done && !ids.has(id))
  }

  function ask(parents: Todos, children: Todos): Promise<Todos> {
    asked.value?.answer(undefined)
    return new Promise((resolve) => {
      const answer = (withChildren: boolean | undefined) => {
        asked.value = null
        if (withChildren !== undefined) prefer('withChildren', withChildren ? 'always' : 'never')
        resolve(
          withChildren === undefined ? [] : withChildren ? [...parents, ...children] : parents,
        )
      }
      asked.value = { parents, children, answer }
    })
  }

  /** These, and what is open below them where the person wants that. Waits only where it must ask. */
  function withChildren(parents: Todos): Todos | Promise<Todos> {
    const children = openBelow(parents)
    if (!children.length || preferences.withChildren === 'never') return parents
    return preferences.withChildren === 'always'
      ? [...parents, ...children]
      : ask(parents, children)
  }

  return { asked: readonly(asked), withChildren }
}
