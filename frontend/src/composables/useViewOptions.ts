import { computed, shallowRef, toValue, watchEffect, type MaybeRefOrGetter } from 'vue'
import type { Todo } from '@/api/types'
import type * as Arrange from '@/lib/arrange'
import { keepView, views, type ViewOptions } from '@/lib/views'
import { useToday } from './useToday'

type Tool = Pick<typeof Arrange, 'createArranger'>

/** Only a view that somebody arranged needs to know how; without that it stays as it comes. */
const tool = shallowRef<Tool | null>(null)
const asItComes: Tool = { createArranger: () => (todos) => todos }

async function fetchTool(): Promise<void> {
  tool.value ??= await import('@/lib/arrange').catch(() => asItComes)
}

/** How the view by this key is sorted and filtered. */
export function useViewOptions(key: MaybeRefOrGetter<string>) {
  const options = computed<ViewOptions>(() => views[toValue(key)] ?? {})

  async function set(changed: Partial<ViewOptions>): Promise<void> {
    await fetchTool()
    keepView(toValue(key), { ...options.value, ...changed })
  }

  const clearFilter = () => set({ priority: undefined, tag: undefined, due: undefined })

  return { options, set, clearFilter }
}

/** The to-dos of a view as the person wants to see them there. */
export function useArranged(key: MaybeRefOrGetter<string>, todos: () => readonly Todo[]) {
  const today = useToday()
  const { options, clearFilter } = useViewOptions(key)
  const isPlain = computed(() => !Object.keys(options.value).length)
  const arrange = computed(() => tool.value?.createArranger())
  const isReady = computed(() => isPlain.value || !!arrange.value)
  const shown = computed(() => {
    if (isPlain.value) return todos()
    return arrange.value?.(todos(), options.value, today.value) ?? []
  })
  watchEffect(() => void (isReady.value || fetchTool()))

  return {
    shown,
    options,
    isPlain,
    isReady,
    /** How many the filter keeps from sight. */
    hidden: computed(() => (isReady.value ? todos().length - shown.value.length : 0)),
    clearFilter,
  }
}
