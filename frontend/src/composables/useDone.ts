import { computed } from 'vue'
import type { Todo } from '@/api/types'
import { todayLocal } from '@/lib/days'
import { byOrder, compare } from '@/lib/order'
import { useTodosStore } from '@/stores/todos'
import type { Day } from './useFewDays'

/**
 * What is completed, the newest first, by the day on which that was, where the person is. What is
 * reopened here stays where it was, until the person leaves.
 */
export function useDone() {
  const store = useTodosStore()
  /** When each was completed, also of those that are open again. */
  const doneAt = new Map<string, string>()
  const timeOf = ({ id }: Todo) => doneAt.get(id)!

  const all = computed(() =>
    store.live
      .filter((todo) => {
        if (todo.doneAt) doneAt.set(todo.id, todo.doneAt)
        return doneAt.has(todo.id)
      })
      .sort((a, b) => compare(timeOf(b), timeOf(a)) || byOrder(a, b)),
  )

  const days = computed<readonly Day[]>(() => {
    const byDay = new Map<string, Todo[]>()
    for (const todo of all.value) {
      const day = todayLocal(new Date(timeOf(todo)))
      const known = byDay.get(day)
      if (known) known.push(todo)
      else byDay.set(day, [todo])
    }
    return [...byDay]
  })

  return { days, count: computed(() => all.value.filter(({ done }) => done).length) }
}
