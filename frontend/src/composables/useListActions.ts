import type { ListColour, ListPatch } from '@/api/types'
import { t } from '@/i18n/rest'
import { quoted } from '@/lib/text'
import { useChangesStore } from '@/stores/changes'
import { useHistoryStore } from '@/stores/history'
import type { List } from '@/sync'
import { useNotices } from './useNotices'

/** The changes a person makes to lists, with what is said about them and how to take them back. */
export function useListActions() {
  const changes = useChangesStore()
  const history = useHistoryStore()
  const { offerUndo, announce } = useNotices()

  function create(name: string, colour: ListColour): string {
    const said = t.said.addedList(quoted(name))
    let id = ''
    history.run(said, () => (id = changes.createList(name, colour)))
    announce(said)
    return id
  }

  function change(list: List, fields: ListPatch): void {
    history.run(t.said.changedList(quoted(list.name)), () => changes.updateList(list.id, fields))
  }

  function actAndOffer(list: List, said: string, act: () => void): void {
    const key = history.run(said, act)
    if (key !== null) offerUndo(key, [list], () => said)
  }

  function archive(list: List, archived: boolean): void {
    const say = archived ? t.said.archivedList : t.said.unarchivedList
    actAndOffer(list, say(quoted(list.name)), () => changes.updateList(list.id, { archived }))
  }

  function remove(list: List): void {
    actAndOffer(list, t.said.deletedList(quoted(list.name)), () => changes.removeList(list.id))
  }

  return { create, change, archive, remove }
}
