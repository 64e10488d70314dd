import { reactive, readonly } from 'vue'
import type { Priority } from '@/api/types'
import { onForget } from './forgetting'
import { readJson, writeJson } from './storage'

/** How a person looks at one view, in this browser: what is left out is as the view has it. */
export interface ViewOptions {
  sort?: Sort
  priority?: Priority
  tag?: string
  due?: DueFilter
}

/** `own` is the person's own order, which only a list has. */
export type Sort = 'own' | 'due' | 'priority' | 'title' | 'newest'
type DueFilter = 'overdue' | 'today' | 'week' | 'none'

/** A view that can be sorted and filtered. */
export interface Arranged {
  /** What its options are kept by: the id of its list, or its address. */
  viewKey: string
  /** Of a list, which has an order of its own. */
  listId?: string | null
  /** By day, so that there is nothing to choose in due dates. */
  isPlan?: boolean
}

const KEY = 'doable.views'

const read = () => readJson<Record<string, ViewOptions>>(KEY, {})
const kept = reactive(read())

/** By the key of the view. */
export const views = readonly(kept)

export function keepView(key: string, options: ViewOptions): void {
  Object.assign(kept, read()) // Another tab may have chosen something meanwhile.
  const chosen = Object.entries(options).filter(([, value]) => value !== undefined)
  if (chosen.length) kept[key] = Object.fromEntries(chosen)
  else delete kept[key]
  writeJson(KEY, kept)
}

/** For who signs in next: a tag says something about a person. */
export function forgetViews(): void {
  for (const key of Object.keys(kept)) delete kept[key]
  localStorage.removeItem(KEY)
}
onForget(forgetViews)
