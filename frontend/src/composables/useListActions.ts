import type { List, ListPatch } from '@/api/types'
import { plural, quoted } from '@/lib/text'
import { useListsStore } from '@/stores/lists'
import { useAdding } from './useAdding'
import { useNotices } from './useNotices'

type Named = readonly Pick<List, 'name'>[]

function nameAll(lists: Named): string {
  return lists.length === 1 ? `the list ${quoted(lists[0]!.name)}` : plural(lists.length, 'list')
}

/** The changes a person makes to lists, with what is said about them and how to take them back. */
export function useListActions() {
  const lists = useListsStore()
  const { addList: create } = useAdding()
  const { attempt, offerUndo, supersede, announce } = useNotices()

  function change(list: List, patch: ListPatch): void {
    const kind = `change list ${Object.keys(patch).join()}`
    const item = { id: list.id, name: list.name, list, patch }
    supersede([item], kind)
    const retry = (left: typeof item) => change(left.list, left.patch)
    const what = (left: Named) => `change ${nameAll(left)}`
    void attempt(kind, item, what, lists.update(list.id, patch), retry)
  }

  function archive(list: List, archived: boolean): void {
    change(list, { archived })
    const verb = archived ? 'Archived' : 'Unarchived'
    const undo = () => change(list, { archived: !archived })
    offerUndo([list], (left) => `${verb} ${nameAll(left)}`, undo)
  }

  function bringBack(list: List): void {
    supersede([list], 'undo', 'delete list', 'restore list')
    const what = (left: Named) => `restore ${nameAll(left)}`
    void attempt('restore list', list, what, lists.restore(list), bringBack)
    announce(`Restored the list ${quoted(list.name)}`)
  }

  function remove(list: List): void {
    supersede([list], 'undo', 'delete list', 'restore list')
    const what = (left: Named) => `delete ${nameAll(left)}`
    void attempt('delete list', list, what, lists.remove(list.id), remove)
    offerUndo(
      [list],
      (left) => `Deleted ${nameAll(left)}`,
      (left) => left.forEach(bringBack),
    )
  }

  return { create, change, archive, remove }
}
