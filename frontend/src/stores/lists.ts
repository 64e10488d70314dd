import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { useApi } from '@/api'
import { uuidv7 } from '@/api/ids'
import type { List, ListColour, ListPatch, Me } from '@/api/types'
import { createOptimistic } from './optimistic'
import { useSavingStore } from './saving'

type Counts = List['counts']

const LANE = 'lists'

/** The person's lists. Deleted ones are remembered for a moment so that Undo can bring them back. */
export const useListsStore = defineStore('lists', () => {
  const api = useApi()
  const saving = useSavingStore()
  const engine = createOptimistic<List>({ started: saving.started, settled: saving.settled })
  const me = shallowRef<Me | null>(null)
  const ranks = shallowRef(new Map<string, number>())
  const creations = new Map<string, Promise<void>>()
  const deltas = ref<Record<string, Counts>>({})
  const loaded = ref(false)
  const failed = ref(false)
  let loading: Promise<string | null> | undefined
  let counted = 0

  const inboxId = computed(() => me.value?.inboxId ?? null)
  const rank = (list: List) =>
    list.id === inboxId.value ? -1 : (ranks.value.get(list.id) ?? Number.MAX_SAFE_INTEGER)

  const all = computed(() =>
    [...engine.items.value.values()].sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1)),
  )
  const inbox = computed(() => engine.items.value.get(inboxId.value ?? ''))
  const own = computed(() => all.value.filter(({ id }) => id !== inboxId.value))
  const active = computed(() => own.value.filter(({ archived }) => !archived))
  const archived = computed(() => own.value.filter((list) => list.archived))

  function byId(id: string): List | undefined {
    return engine.items.value.get(id)
  }

  function openCount(id: string): number {
    const open = (byId(id)?.counts.open ?? 0) + (deltas.value[id]?.open ?? 0)
    return Math.max(0, open)
  }

  /** What changed on the page since the server last counted. */
  function count(id: string, open: number, done: number): void {
    counted++
    const now = deltas.value[id] ?? { open: 0, done: 0 }
    deltas.value[id] = { open: now.open + open, done: now.done + done }
  }

  /** While something changes, nobody knows whether the server's counts hold it already. */
  function withCountsKept(list: List): List {
    return { ...list, counts: byId(list.id)?.counts ?? list.counts }
  }

  /** A list that is deleted keeps its own: Undo brings it back as it was counted then. */
  function forgetDeltas(counted: readonly List[]): void {
    const gone = { ...deltas.value }
    for (const { id } of counted) delete gone[id]
    deltas.value = gone
  }

  async function fetchAll(isWanted: () => boolean): Promise<string | null> {
    const since = engine.now()
    const countedBefore = counted
    const wasWaiting = saving.waiting > 0
    const [person, fetched] = await Promise.all([api.me(), api.lists()])
    if (!isWanted()) return null // Signed out meanwhile.
    const isQuiet =
      !wasWaiting && !saving.waiting && counted === countedBefore && engine.now() === since
    const lists = isQuiet ? fetched : fetched.map(withCountsKept)
    me.value = person
    ranks.value = new Map(lists.map(({ id }, index) => [id, index]))
    engine.receive(lists, since)
    engine.retain(new Set(lists.map(({ id }) => id)), () => true, since)
    if (isQuiet) forgetDeltas(lists)
    loaded.value = true
    failed.value = false
    return person.inboxId
  }

  /**
   * Everyone who asks while an answer is on its way shares it: the id of the Inbox, or null when the
   * person who asked is gone.
   */
  function load(): Promise<string | null> {
    if (loading) return loading
    const isWanted = () => loading === run
    const run: Promise<string | null> = fetchAll(isWanted)
      .catch((error: unknown) => {
        failed.value = true
        throw error
      })
      .finally(() => {
        if (isWanted()) loading = undefined
      })
    return (loading = run)
  }

  function create(name: string, colour: ListColour, id = uuidv7()) {
    const list: List = {
      id,
      name,
      colour,
      archived: false,
      role: 'owner',
      seq: 0,
      counts: { open: 0, done: 0 },
    }
    const saved = engine.push(id, LANE, {
      patch: list,
      creates: true,
      send: () => api.createList({ id, name, colour }),
    })
    creations.set(id, saved)
    saved.then(
      () => creations.delete(id),
      () => {}, // What belongs to it fails with it, until it is created after all.
    )
    return { id, saved }
  }

  /** Until then the server knows no such list, and would refuse what belongs to it. */
  function whenCreated(id: string): Promise<void> {
    return creations.get(id) ?? Promise.resolve()
  }

  function update(id: string, patch: ListPatch): Promise<void> {
    return engine.push(id, LANE, {
      patch,
      merge: 'patch',
      send: (merged) => api.updateList(id, merged as ListPatch).then(withCountsKept),
    })
  }

  function remove(id: string): Promise<void> {
    return engine.push(id, LANE, { patch: null, send: () => api.deleteList(id) })
  }

  function restore(list: List): Promise<void> {
    const { id, counts } = list
    const send = () => api.restoreList(id).then((restored) => ({ ...restored, counts }))
    return engine.push(id, LANE, { patch: list, send })
  }

  async function rename(displayName: string): Promise<void> {
    me.value = await api.updateMe({ displayName })
  }

  function clear(): void {
    engine.clear()
    creations.clear()
    me.value = null
    deltas.value = {}
    loaded.value = false
    failed.value = false
    loading = undefined
  }

  return {
    me: computed(() => me.value),
    inboxId,
    inbox,
    all,
    active,
    archived,
    loaded: computed(() => loaded.value),
    failed: computed(() => failed.value),
    byId,
    openCount,
    count,
    load,
    create,
    whenCreated,
    update,
    remove,
    restore,
    rename,
    clear,
  }
})
