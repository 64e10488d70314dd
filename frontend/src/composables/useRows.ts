import { inject, nextTick, provide, ref, watch, type InjectionKey, type Ref } from 'vue'
import type { Todo } from '@/api/types'
import { useKeys } from './useKeys'
import { focusRow, useOpenTodo } from './useOpenTodo'
import { useTodoActions } from './useTodoActions'

/** What the rows of one view share: which one the keys act on, and which one is edited in place. */
export interface Rows {
  activeId: Ref<string | null>
  editingId: Ref<string | null>
  focus: (id: string) => Promise<void>
}

const KEY: InjectionKey<Rows> = Symbol('rows')

export const useRowsContext = () => inject(KEY)!

/** Is the focus where a vanishing row could have taken it along? */
function isFocusAtRows(): boolean {
  const { activeElement } = document
  return (
    !activeElement ||
    activeElement === document.body ||
    !!activeElement.closest('[data-row], [data-detail]')
  )
}

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
  const { openId, open, close } = useOpenTodo()
  const { setDone, remove } = useTodoActions()
  const activeId = ref<string | null>(openId.value)
  const editingId = ref<string | null>(null)
  const ids = () => todos().map(({ id }) => id)
  const active = () => todos().find(({ id }) => id === activeId.value)

  async function focus(id: string): Promise<void> {
    activeId.value = id
    await nextTick()
    focusRow(id)
  }

  function step(by: 1 | -1): void {
    const all = ids()
    const at = activeId.value ? all.indexOf(activeId.value) : -1
    const to = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by
    const next = all[Math.min(Math.max(to, 0), all.length - 1)]
    if (next) void focus(next)
  }

  async function follow(before: readonly string[], after: readonly string[]): Promise<void> {
    const id = activeId.value
    if (!id || !before.includes(id) || after.includes(id)) return
    const next = neighbour(before, new Set(after), id) ?? null
    const wasHere = isFocusAtRows()
    const wasOpen = openId.value === id
    activeId.value = next
    if (wasOpen) await close()
    if (!wasHere) return
    await nextTick()
    if (next ? !focusRow(next) : true) focusAddBox()
  }

  function withActive(act: (todo: Todo) => void) {
    return () => {
      const todo = active()
      if (todo) act(todo)
    }
  }

  const toggle = withActive((todo) => setDone([todo], !todo.done))
  const erase = withActive((todo) => remove([todo]))
  useKeys({
    j: () => step(1),
    ArrowDown: () => step(1),
    k: () => step(-1),
    ArrowUp: () => step(-1),
    Enter: withActive(({ id }) => void open(id)),
    e: toggle,
    ' ': toggle,
    Delete: erase,
    Backspace: erase,
  })
  watch(ids, (after, before) => void follow(before, after))
  watch(openId, (id) => id && (activeId.value = id))

  const rows = { activeId, editingId, focus }
  provide(KEY, rows)
  return rows
}
