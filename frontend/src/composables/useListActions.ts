import type { ListColour, ListPatch } from '@/api/types'
import { quoted } from '@/lib/text'
import { useListsStore } from '@/stores/lists'
import type { List } from '@/sync'
import { useNotices } from './useNotices'

/** The changes a person makes to lists, with what is said about them and how to take them back. */
export function useListActions() {
  const lists = useListsStore()
  const { offerUndo, supersede, announce } = useNotices()

  function create(name: string, colour: ListColour): string {
    announce(`Added the list ${quoted(name)}`)
    return lists.create(name, colour)
  }

  function change(list: List, fields: ListPatch): void {
    lists.update(list.id, fields)
  }

  function archive(list: List, archived: boolean): void {
    const verb = archived ? 'Archived' : 'Unarchived'
    change(list, { archived })
    offerUndo(
      [list],
      () => `${verb} the list ${quoted(list.name)}`,
      () => change(list, { archived: !archived }),
    )
  }

  function bringBack(list: List): void {
    supersede([list])
    lists.restore(list.id)
    announce(`Restored the list ${quoted(list.name)}`)
  }

  function remove(list: List): void {
    lists.remove(list.id)
    offerUndo(
      [list],
      () => `Deleted the list ${quoted(list.name)}`,
      () => bringBack(list),
    )
  }

  return { create, change, archive, remove }
}
