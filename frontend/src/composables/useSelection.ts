import { t } from '@/i18n/rest'
import { useListsStore } from '@/stores/lists'
import { useNotices } from './useNotices'
import type { Rows } from './useRows'

export type Selection = ReturnType<typeof useSelection>

/** Several rows at once: by `x`, Shift and an arrow, Shift or Ctrl and a click. */
export function useSelection(rows: Rows) {
  const { announce } = useNotices()
  const lists = useListsStore()
  const ids = () => rows.todos().map(({ id }) => id)

  /** Of what one may only read there is nothing to choose. */
  function select(chosen: Iterable<string>): void {
    const wanted = new Set(chosen)
    const all = rows.todos().filter(({ id, listId }) => wanted.has(id) && lists.mayWrite(listId))
    if (!all.length && !rows.selected.value.size) return
    rows.select(all.map(({ id }) => id))
    announce(t.said.selected(rows.selected.value.size))
  }

  function toggle(id: string): void {
    const chosen = new Set(rows.selected.value)
    if (!chosen.delete(id)) chosen.add(id)
    rows.activeId.value = rows.anchorId.value = id
    select(chosen)
  }

  /** All from the row that was chosen last to this one, whichever comes first. */
  function selectTo(id: string): void {
    const all = ids()
    const to = all.indexOf(id)
    const from = rows.anchorId.value ? all.indexOf(rows.anchorId.value) : to
    rows.anchorId.value = id
    select([...rows.selected.value, ...all.slice(Math.min(from, to), Math.max(from, to) + 1)])
  }

  /** One row further; from a selected one back, what is left is selected no more. */
  function extend(by: 1 | -1): void {
    const all = ids()
    const from = rows.entryId.value
    const to = all[all.indexOf(from ?? '') + by]
    if (!from || !to) return
    const chosen = new Set(rows.selected.value)
    if (chosen.has(to)) chosen.delete(from)
    else chosen.add(from).add(to)
    select(chosen)
    rows.anchorId.value = to
    void rows.focus(to)
  }

  return {
    toggle,
    selectTo,
    extend,
    selectAll: () => select(ids()),
    clear: () => (select([]), true),
  }
}
