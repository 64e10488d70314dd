import { defineStore } from 'pinia'
import { computed } from 'vue'
import { uuidv7 } from '@/api/ids'
import type { ListColour, ListPatch } from '@/api/types'
import { useSync, type List } from '@/sync'
import { useHistoryStore } from './history'

/** The person's lists: the Inbox first, then as they were made. */
export const useListsStore = defineStore('lists', () => {
  const { change } = useHistoryStore()
  const inboxId = computed(() => useSync().inboxId.value)
  const isInbox = ({ id }: List) => id === inboxId.value

  const all = computed(() =>
    [...useSync().lists.value.values()].sort(
      (a, b) => Number(isInbox(b)) - Number(isInbox(a)) || (a.id < b.id ? -1 : 1),
    ),
  )
  const own = computed(() => all.value.filter((list) => !isInbox(list)))
  const active = computed(() => own.value.filter(({ archived }) => !archived))
  const archived = computed(() => own.value.filter((list) => list.archived))

  function byId(id: string): List | undefined {
    return useSync().lists.value.get(id)
  }

  function create(name: string, colour: ListColour): string {
    const id = uuidv7()
    change(id, { op: 'createList', name, colour })
    return id
  }

  function update(id: string, fields: ListPatch): void {
    change(id, { op: 'patchList', fields })
  }

  function remove(id: string): void {
    change(id, { op: 'trashList' })
  }

  function restore(id: string): void {
    change(id, { op: 'restoreList' })
  }

  return { inboxId, all, active, archived, byId, create, update, remove, restore }
})
