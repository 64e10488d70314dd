import {
  computed,
  inject,
  nextTick,
  onScopeDispose,
  provide,
  ref,
  shallowRef,
  watch,
  type ComputedRef,
  type InjectionKey,
  type Ref,
  type ShallowRef,
} from 'vue'
import type { Todo } from '@/api/types'
import { useHands } from './useHands'
import type { Selection } from './useSelection'
import { focusRow, useOpenTodo } from './useOpenTodo'

/** What the rows of one view share: which one the keys act on, which are selected, which is edited. */
export interface Rows {
  todos: () => readonly Todo[]
  activeId: Ref<string | null>
  /** Where Tab enters the list: the active row, or the first. */
  entryId: ComputedRef<string | null>
  editingId: Ref<string | null>
  /** Several rows for one action; a new set after every change. */
  selected: Readonly<ShallowRef<ReadonlySet<string>>>
  select: (ids: Iterable<string>) => void
  /** How rows are chosen; there a moment after the page was painted. */
  selection: Readonly<ShallowRef<Selection | null>>
  /** Where a range of selected rows begins. */
  anchorId: Ref<string | null>
  focus: (id: string) => Promise<void>
}

const KEY: InjectionKey<Rows> = Symbol('rows')

export const useRowsContext = () => inject(KEY)!

/** The rows of the view that is shown; for what the shell does with them. */
const current = shallowRef<Rows | null>(null)
export const useCurrentRows = (): Readonly<ShallowRef<Rows | null>> => current

/** Is the focus where a vanishing row could have taken it along? */
function isFocusAtRows(): boolean {
  const { activeElement } = document
  return !activeElement || activeElement === document.body || !!activeElement.closest('[data-row]')
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
  const { openId } = useOpenTodo()
  const activeId = ref<string | null>(openId.value)
  const editingId = ref<string | null>(null)
  const anchorId = ref<string | null>(null)
  const selected = shallowRef<ReadonlySet<string>>(new Set())
  const selection = shallowRef<Selection | null>(null)
  const ids = computed(() => todos().map(({ id }) => id))
  const here = computed(() => new Set(ids.value))
  const entryId = computed(() =>
    activeId.value && here.value.has(activeId.value) ? activeId.value : (ids.value[0] ?? null),
  )

  async function focus(id: string): Promise<void> {
    activeId.value = id
    await nextTick()
    focusRow(id)
  }

  function select(chosen: Iterable<string>): void {
    selected.value = new Set(chosen)
  }

  /** A row that goes to another place is taken out of the page for a moment, and loses the focus. */
  async function keepFocus(id: string): Promise<void> {
    const had = document.activeElement
    const row = had?.closest<HTMLElement>('[data-row]')
    await nextTick()
    if (row?.dataset.row !== id || document.activeElement !== document.body) return
    if (had instanceof HTMLElement && had.isConnected) had.focus()
    else focusRow(id)
  }

  async function follow(before: readonly string[]): Promise<void> {
    if (selected.value.size) select([...selected.value].filter((id) => here.value.has(id)))
    const id = activeId.value
    if (!id || !before.includes(id)) return
    if (here.value.has(id)) return keepFocus(id)
    const next = neighbour(before, here.value, id) ?? null
    const wasHere = isFocusAtRows()
    activeId.value = next
    // Its details may still be open, and closing them brings the focus back.
    if (!wasHere || openId.value === id) return
    await nextTick()
    if (next ? !focusRow(next) : true) focusAddBox()
  }

  watch(ids, (_, before) => void follow(before))
  watch(openId, (id) => id && (activeId.value = id))

  const rows: Rows = {
    todos,
    activeId,
    entryId,
    editingId,
    anchorId,
    selected,
    selection,
    select,
    focus,
  }
  provide(KEY, rows)
  current.value = rows
  onScopeDispose(() => current.value === rows && (current.value = null))
  useHands(({ useRowKeys, useSelection }) => {
    selection.value = useSelection(rows)
    useRowKeys(rows, selection.value)
  })
  return rows
}
