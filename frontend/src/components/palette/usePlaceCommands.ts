import { computed } from 'vue'
import { useRouter } from 'vue-router'
import type { Todo } from '@/api/types'
import { useListName } from '@/composables/useListName'
import { useOpenTodo } from '@/composables/useOpenTodo'
import { useCurrentRows } from '@/composables/useRows'
import { t } from '@/i18n/rest'
import { bestOf, fold, rankOf } from '@/lib/match'
import { mostUsed, tagPath } from '@/lib/tagCounts'
import { useCountsStore } from '@/stores/counts'
import { useListsStore } from '@/stores/lists'
import { useTodosStore } from '@/stores/todos'
import type { List } from '@/sync'
import type { Command } from './types'

const MOST_TODOS = 8

/** Ten thousand titles are folded once, and not at every key. */
const titles = new WeakMap<Todo, string>()

function foldedTitle(todo: Todo): string {
  const known = titles.get(todo)
  if (known !== undefined) return known
  const folded = fold(todo.title)
  titles.set(todo, folded)
  return folded
}

/** Where one can go: lists, tags, to-dos. */
export function usePlaceCommands() {
  const router = useRouter()
  const counts = useCountsStore()
  const lists = useListsStore()
  const todos = useTodosStore()
  const rows = useCurrentRows()
  const listName = useListName()
  const { open } = useOpenTodo()

  const pathOf = (listId: string) => (listId === lists.inboxId ? '/inbox' : `/lists/${listId}`)

  const toList = ({ id, colour, archived }: List): Command => ({
    id: `list-${id}`,
    name: listName({ listId: id }),
    ...(id === lists.inboxId ? { icon: 'inbox' } : { dot: colour }),
    ...(archived && { detail: t.palette.archived }),
    run: () => router.push(pathOf(id)),
  })

  /** Where it is in sight it is opened there. */
  function show({ id, listId }: Todo): unknown {
    if (rows.value?.todos().some((todo) => todo.id === id)) return open(id)
    return router.push({ path: pathOf(listId), query: { todo: id } })
  }

  const toTodo = (todo: Todo): Command => ({
    id: `todo-${todo.id}`,
    name: todo.title,
    icon: todo.done ? 'check' : 'ring',
    detail: listName(todo),
    run: () => show(todo),
  })

  const toTag = (tag: string): Command => ({
    id: `tag-${tag}`,
    name: tag,
    icon: 'tag',
    run: () => router.push(tagPath(tag)),
  })

  const active = computed(() => lists.all.filter(({ archived }) => !archived).map(toList))
  const all = computed(() => [...active.value, ...lists.archived.map(toList)])
  const tags = computed(() => mostUsed(counts.byTag).map(([tag]) => toTag(tag)))

  /** Of equal ones, those that are still to be done come first. */
  function rankOfTodo(todo: Todo, words: readonly string[]): number | undefined {
    const rank = rankOf(foldedTitle(todo), words)
    return rank === undefined ? undefined : 2 * rank + Number(todo.done)
  }

  const findTodos = (words: readonly string[]): readonly Command[] =>
    bestOf(todos.live, (todo) => rankOfTodo(todo, words), MOST_TODOS).map(toTodo)

  return { active, all, tags, findTodos }
}
