import {
  computed,
  inject,
  nextTick,
  provide,
  ref,
  watch,
  type ComputedRef,
  type InjectionKey,
  type Ref,
} from 'vue'
import type { Todo } from '@/api/types'
import { useKeys } from './useKeys'
import { useGoneTodo } from './useGoneTodo'
import { focusRow, useOpenTodo } from './useOpenTodo'
import { useTodoActions } from './useTodoActions'

/** What the rows of one view share: which one the keys act on, and which one is edited in place. */
export interface Rows {
  activeId: Ref<string | null>
  /** Where Tab enters the list: the active row, or the first. */
  entryId: ComputedRef<string | null>
  editingId: Ref<string | null>
  focus: (id: string) => Promise<void>
}

const KEY: InjectionKey<Rows> = Symbol('rows')

export const useRowsContext = () => inject(KEY)!

/** Is the focus where a vanishing row could have taken it along? */
function isFocusAtRows(): boolean {
  const { activeElement } = document
  return !activeElement || activeElement === document.body || !!activeElement.closest('[data-row]')
}

const isFocusInDetail = () => !!document.activeElement?.closest('[data-detail]')

/** The next row that is still there, else the one before. */
export function neighbour(
  before: readonly string[],
  after: ReadonlySet<string>,
  id: string,
): string | undefined {
  const at = before.indexOf(id)
  const isLeft = (other: string) => after.has(other)
  return before.slice(at + 1).find(isLeft) ?? before.slice(0, Math.max(0, at)).findLast(isLeft)
}

export function focusAddBox(): boolean {
  const box = document.querySelector<HTMLElement>('[data-add-box]')
  box?.focus()
  return !!box
}

export function useRows(todos: () => readonly Todo[]): Rows {
  const { openId, open } = useOpenTodo()
  const { setDone, remove } = useTodoActions()
  const activeId = ref<string | null>(openId.value)
  const editingId = ref<string | null>(null)
  const ids = () => todos().map(({ id }) => id)
  const entryId = computed(() => {
    const all = ids()
    return activeId.value && all.includes(activeId.value) ? activeId.value : (all[0] ?? null)
  })

  async function focus(id: string): Promise<void> {
    activeId.value = id
    await nextTick()
    focusRow(id)
  }

  function step(by: 1 | -1) {
    if (isFocusInDetail()) return false
    const all = ids()
    const at = activeId.value ? all.indexOf(activeId.value) : -1
    const to = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by
    const next = all[Math.min(Math.max(to, 0), all.length - 1)]
    if (next) void focus(next)
    return !!next
  }

  async function follow(before: readonly string[], after: readonly string[]): Promise<void> {
    const id = activeId.value
    if (!id || !before.includes(id) || after.includes(id)) return
    const next = neighbour(before, new Set(after), id) ?? null
    const wasHere = isFocusAtRows()
    activeId.value = next
    // Its details may still be open, and closing them brings the focus back.
    if (!wasHere || openId.value === id) return
    await nextTick()
    if (next ? !focusRow(next) : true) focusAddBox()
  }

  /** Only with the focus on it: a key must not act on a row that nobody looks at. */
  function withFocused(act: (todo: Todo) => void) {
    return () => {
      const row = document.activeElement?.closest<HTMLElement>('[data-row]')
      const todo = row && todos().find(({ id }) => id === row.dataset.row)
      if (todo) act(todo)
      return !!todo
    }
  }

  const toggle = withFocused((todo) => setDone([todo], !todo.done))
  useKeys({
    j: () => step(1),
    ArrowDown: () => step(1),
    k: () => step(-1),
    ArrowUp: () => step(-1),
    Enter: withFocused(({ id }) => void open(id)),
    e: toggle,
    ' ': toggle,
    Delete: withFocused((todo) => remove([todo])),
  })
  watch(ids, (after, before) => void follow(before, after))
  watch(openId, (id) => id && (activeId.value = id))

  useGoneTodo()

  const rows = { activeId, entryId, editingId, focus }
  provide(KEY, rows)
  return rows
}
