import { computed, ref } from 'vue'
import type { Todo } from '@/api/types'

export type Day = readonly [day: string, todos: readonly Todo[]]

/** Each day is a list of its own, and builds its first rows before it knows where it stands. */
const STEP = 100

/** The first of many days, until somebody asks for more of them. */
export function useFewDays(days: () => readonly Day[]) {
  const limit = ref(STEP)
  const shown = computed(() => {
    let left = limit.value
    const end = days().findIndex(([, todos]) => (left -= todos.length) <= 0)
    return end < 0 ? days() : days().slice(0, end + 1)
  })
  return {
    shown,
    isMore: computed(() => shown.value.length < days().length),
    showMore: () => void (limit.value += STEP),
  }
}
