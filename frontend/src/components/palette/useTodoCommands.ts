import type { Todo } from '@/api/types'
import { useChooser } from '@/composables/useChooser'
import { useOpenTodo } from '@/composables/useOpenTodo'
import { useCurrentRows } from '@/composables/useRows'
import { useToday } from '@/composables/useToday'
import { useTodoActions } from '@/composables/useTodoActions'
import { t } from '@/i18n/rest'
import { nextWeek } from '@/lib/dates'
import { addDays } from '@/lib/days'
import { PRIORITIES } from '@/lib/priority'
import { quoted } from '@/lib/text'
import { useListsStore } from '@/stores/lists'
import { useTodosStore } from '@/stores/todos'
import type { Command, CommandGroup } from './types'

const isTodo = (todo: Todo | undefined): todo is Todo => !!todo && !todo.deletedAt

/** What can be done with the to-dos that were at hand when the palette came up. */
export function useTodoCommands(): () => CommandGroup | null {
  const store = useTodosStore()
  const lists = useListsStore()
  const rows = useCurrentRows()
  const today = useToday()
  const { openId, open } = useOpenTodo()
  const { choose } = useChooser()
  const actions = useTodoActions()

  /** What is selected, else the row that has the focus, else the open one. */
  function idsAtHand(): readonly string[] {
    const selected = rows.value?.selected.value
    if (selected?.size) return [...selected]
    const focused = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row
    const id = focused ?? openId.value
    return id ? [id] : []
  }
  const ids = idsAtHand()

  function dues(todos: readonly Todo[]): Command[] {
    const days = [
      ['today', today.value],
      ['tomorrow', addDays(today.value, 1)],
      ['nextWeek', nextWeek(today.value)],
    ] as const
    return days.map(([name, due]) => ({
      id: `due-${name}`,
      name: t.palette.due(t.dates[name]),
      icon: 'upcoming',
      run: () => actions.setDue(todos, due),
    }))
  }

  const priorities = (todos: readonly Todo[]): Command[] =>
    PRIORITIES.map((priority) => ({
      id: `priority-${priority}`,
      name: t.shortcut[`priority${priority}`],
      icon: 'flag',
      shortcut: `priority${priority}`,
      run: () => actions.setPriority(todos, priority),
    }))

  function opening([todo, ...others]: readonly Todo[]): Command[] {
    if (!todo || others.length || todo.id === openId.value) return []
    const run = () => open(todo.id)
    return [{ id: 'open', name: t.shortcut.open, icon: 'note', shortcut: 'open', run }]
  }

  function completing(todos: readonly Todo[]): Command {
    const isDone = todos.every(({ done }) => done)
    return {
      id: 'complete',
      name: isDone ? t.palette.reopen : t.palette.complete,
      icon: 'check',
      shortcut: 'complete',
      run: () => actions.setDone(todos, !isDone),
    }
  }

  /** What one may only read can be opened, and no more. */
  function commandsFor(todos: readonly Todo[]): Command[] {
    const mine = todos.filter(({ listId }) => lists.mayWrite(listId))
    return mine.length ? [completing(mine), ...opening(todos), ...changesOf(mine)] : opening(todos)
  }

  const changesOf = (todos: readonly Todo[]): Command[] => [
    ...dues(todos),
    {
      id: 'due',
      name: t.shortcut.due,
      icon: 'today',
      shortcut: 'due',
      run: () => choose('due', todos),
    },
    {
      id: 'tags',
      name: t.shortcut.tags,
      icon: 'tag',
      shortcut: 'tags',
      run: () => choose('tags', todos),
    },
    {
      id: 'move',
      name: t.shortcut.move,
      icon: 'lists',
      shortcut: 'move',
      run: () => choose('list', todos),
    },
    ...priorities(todos),
    {
      id: 'remove',
      name: t.shortcut.remove,
      icon: 'trash',
      shortcut: 'remove',
      run: () => actions.remove(todos),
    },
  ]

  return () => {
    const todos = ids.map(store.byId).filter(isTodo)
    if (!todos.length) return null
    const name = todos.length === 1 ? quoted(todos[0]!.title) : t.count.todos(todos.length)
    const commands = commandsFor(todos)
    return commands.length ? { id: 'at-hand', name, commands } : null
  }
}
