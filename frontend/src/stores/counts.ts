import { defineStore } from 'pinia'
import { computed } from 'vue'
import { countOpen, sumDays } from '@/lib/counts'
import { useTodosStore } from './todos'

/** How many to-dos are open, for all that shows it: counted once after every change. */
export const useCountsStore = defineStore('counts', () => {
  const todos = useTodosStore()
  const counts = computed(() => countOpen(todos.live))

  return {
    /** Overdue ones included. */
    dueBy: (day: string) => sumDays(counts.value, (due) => due <= day),
    dueAfter: (day: string) => sumDays(counts.value, (due) => due > day),
    byTag: computed(() => counts.value.byTag),
  }
})
