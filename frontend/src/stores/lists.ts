import { defineStore } from 'pinia'
import { computed } from 'vue'
import { onForget } from '@/lib/forgetting'
import { readText, writeText } from '@/lib/storage'
import { useSync, type List } from '@/sync'

/** Where the browser keeps whether others are in one of them: see useKeepShared. */
export const SHARED = 'doable.shared'

/** The person's lists: the Inbox first, then as they were made. */
export const useListsStore = defineStore('lists', () => {
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

  /** What is in a list that one may only read stays as it is. */
  function mayWrite(id: string | null): boolean {
    return byId(id ?? '')?.role !== 'viewer'
  }

  /** Whether others are in one of them; until that is known, as it was the last time. */
  const isShared = computed(() =>
    useSync().isReady.value
      ? all.value.some(({ members }) => members.length > 1)
      : readText(SHARED) === 'yes',
  )
  onForget(() => writeText(SHARED, ''))

  return { inboxId, all, active, archived, isShared, byId, mayWrite }
})
