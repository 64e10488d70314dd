import type { Todo } from '@/api/types'
import { PRIORITIES } from '@/lib/priority'
import { useListsStore } from '@/stores/lists'
import { useChooser } from './useChooser'
import { useKeys, type KeyActions } from './useKeys'
import { useOpenTodo } from './useOpenTodo'
import type { Rows } from './useRows'
import type { Selection } from './useSelection'
import { useTodoActions } from './useTodoActions'

const isFocusInDetail = () => !!document.activeElement?.closest('[data-detail]')

/** What the keys do with the rows of a view. */
export function useRowKeys(rows: Rows, selection: Selection): void {
  const { open } = useOpenTodo()
  const actions = useTodoActions()
  const lists = useListsStore()
  const { choose } = useChooser()
  const { extend, toggle, selectAll, clear } = selection

  function step(by: 1 | -1) {
    if (isFocusInDetail()) return false
    const all = rows.todos()
    const at = all.findIndex(({ id }) => id === rows.activeId.value)
    const to = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by
    const next = all[Math.min(Math.max(to, 0), all.length - 1)]
    if (next) void rows.focus(next.id)
    return !!next
  }

  /** Only with the focus on it: a key must not act on a row that nobody looks at. */
  function focused(): Todo | undefined {
    const row = document.activeElement?.closest<HTMLElement>('[data-row]')
    return row ? rows.todos().find(({ id }) => id === row.dataset.row) : undefined
  }

  function changeable(): Todo | undefined {
    const todo = focused()
    return todo && lists.mayWrite(todo.listId) ? todo : undefined
  }

  function withFocused(act: (todo: Todo) => void, find = changeable) {
    return () => {
      const todo = find()
      if (todo) act(todo)
      return !!todo
    }
  }

  /** What is selected, else the row that has the focus; of what one may only read, nothing. */
  function withChosen(act: (todos: readonly Todo[]) => void) {
    return () => {
      const selected = rows.todos().filter(({ id }) => rows.selected.value.has(id))
      const todo = changeable()
      const chosen = selected.length ? selected : todo ? [todo] : []
      if (chosen.length) act(chosen)
      return chosen.length > 0
    }
  }

  const byPriority = PRIORITIES.map((priority) => [
    `priority${priority}`,
    withChosen((todos) => actions.setPriority(todos, priority)),
  ])

  useKeys({
    ...(Object.fromEntries(byPriority) as KeyActions),
    down: () => step(1),
    up: () => step(-1),
    open: withFocused(({ id }) => void open(id), focused),
    edit: withFocused(({ id }) => (rows.editingId.value = id)),
    complete: withChosen(
      (todos) =>
        void actions.setDone(
          todos,
          todos.some(({ done }) => !done),
        ),
    ),
    due: withChosen((todos) => choose('due', todos)),
    tags: withChosen((todos) => choose('tags', todos)),
    move: withChosen((todos) => choose('list', todos)),
    remove: withChosen((todos) => actions.remove(todos)),
    moveUp: withFocused((todo) => actions.step(todo, -1)),
    moveDown: withFocused((todo) => actions.step(todo, 1)),
    select: withFocused(({ id }) => toggle(id)),
    selectDown: withFocused(() => extend(1), focused),
    selectUp: withFocused(() => extend(-1), focused),
    selectAll: withFocused(selectAll, focused),
    close: () => rows.selected.value.size > 0 && clear(),
  })
}
