import type { ListColour } from '@/api/types'
import { uuidv7 } from '@/api/ids'
import { plural, quoted } from '@/lib/text'
import { useListsStore } from '@/stores/lists'
import { useSavingStore } from '@/stores/saving'
import { useTodosStore, type NewTodo } from '@/stores/todos'
import { useNotices } from './useNotices'

/** A to-do or a list that the server did not take. */
interface Unborn {
  id: string
  name: string
  isList: boolean
  again: () => void
}

function nameUnborn(items: readonly Unborn[]): string {
  const lists = items.filter(({ isList }) => isList)
  const todos = items.filter(({ isList }) => !isList)
  const all = []
  if (lists.length === 1) all.push(`the list ${quoted(lists[0]!.name)}`)
  if (lists.length > 1) all.push(plural(lists.length, 'list'))
  if (todos.length === 1) all.push(quoted(todos[0]!.name))
  if (todos.length > 1) all.push(plural(todos.length, 'to-do'))
  return `add ${all.join(' and ')}`
}

/** A list goes before its to-dos. */
function addAgain(items: readonly Unborn[]): void {
  for (const item of items) if (item.isList) item.again()
  for (const item of items) if (!item.isList) item.again()
}

/** New to-dos and lists. Those that fail share one note, and one Retry that adds them in order. */
export function useAdding() {
  const lists = useListsStore()
  const todos = useTodosStore()
  const saving = useSavingStore()
  const { fail, announce } = useNotices()

  function failing(item: Unborn, saved: Promise<unknown>): void {
    saved.catch((error: unknown) => fail('add', [item], nameUnborn, error, addAgain))
  }

  /** The page does not know the Inbox yet. What waits for it belongs to no view, and outlives them. */
  async function addEarly(fields: NewTodo, id: string): Promise<void> {
    saving.started()
    try {
      const inboxId = await lists.load()
      if (inboxId) addTodo(inboxId, fields, id)
    } finally {
      saving.settled()
    }
  }

  function addTodo(listId: string | null, fields: NewTodo, id = uuidv7()): string {
    const again = () => void addTodo(listId, fields, id)
    const saved = listId ? todos.add(listId, fields, id).saved : addEarly(fields, id)
    if (listId) announce(`Added ${quoted(fields.title)}`)
    failing({ id, name: fields.title, isList: false, again }, saved)
    return id
  }

  function addList(name: string, colour: ListColour, id = uuidv7()): string {
    const again = () => void addList(name, colour, id)
    const { saved } = lists.create(name, colour, id)
    announce(`Added the list ${quoted(name)}`)
    failing({ id, name, isList: true, again }, saved)
    return id
  }

  return { addTodo, addList }
}
