import type { List, ListColour, ListPatch } from '@/api/types'
import { quoted } from '@/lib/text'
import { useListsStore } from '@/stores/lists'
import { useNotices } from './useNotices'

/** The changes a person makes to lists, with what is said about them and how to take them back. */
export function useListActions() {
  const lists = useListsStore()
  const { attempt, offerUndo, announce } = useNotices()

  function create(name: string, colour: ListColour, again?: string): string {
    const { id, saved } = lists.create(name, colour, again)
    announce(`Added the list ${quoted(name)}`)
    void attempt(`add the list ${quoted(name)}`, saved, () => create(name, colour, id))
    return id
  }

  function change(list: List, patch: ListPatch): void {
    const retry = () => change(list, patch)
    void attempt(`change the list ${quoted(list.name)}`, lists.update(list.id, patch), retry)
  }

  function archive(list: List, archived: boolean): void {
    change(list, { archived })
    const text = `${archived ? 'Archived' : 'Unarchived'} the list ${quoted(list.name)}`
    offerUndo(text, () => change(list, { archived: !archived }))
  }

  function bringBack(list: List): void {
    const retry = () => bringBack(list)
    void attempt(`restore the list ${quoted(list.name)}`, lists.restore(list), retry)
    announce(`Restored the list ${quoted(list.name)}`)
  }

  function remove(list: List): void {
    const retry = () => remove(list)
    void attempt(`delete the list ${quoted(list.name)}`, lists.remove(list.id), retry)
    offerUndo(`Deleted the list ${quoted(list.name)}`, () => bringBack(list))
  }

  return { create, change, archive, remove }
}
