import { computed, effectScope, ref, shallowReactive, watch } from 'vue'
import type { Op } from '@/api/sync'
import type { Batch } from '@/lib/exchange'
import { useSync, type Notice } from '@/sync'
import { settle } from './settledNotices'

/**
 * How an import gets into the copy, and from there to the server as any other change. So many changes
 * wait at once: what is more would make every write to the outbox slow, and what was sent is taken out
 * of it only by the pull that comes when nothing waits.
 */
const AT_ONCE = 450
/** Refusals that are no accident any more. Nobody decides about more of them one by one. */
const TOO_MANY = 20

/**
 * What the server did with what it did not make. `gone`: it was deleted for ever before, and nothing
 * can be made by its id. `there`: another device was first.
 */
export type Fate = 'gone' | 'there' | 'refused'
export type End = 'done' | 'stopped' | 'refused'

type Refused = Extract<Notice, { kind: 'refused' }>

/** How many to-dos were turned down, by why. */
export type Counts = Record<Fate, number>

/** A to-do that is made, by its id, or a list; all else by what exactly it does to that. */
function idOf(op: Op, listId: string): string {
  if (op.op === 'create') return op.id
  return op.op === 'createList' ? listId : `${listId} ${JSON.stringify(op)}`
}

const ON_CREATE: Record<string, Fate> = { conflict: 'gone', id_taken: 'there', in_trash: 'there' }

/**
 * What hangs on something, or lies in it, goes with that. What was handed to the list `home` was moved
 * since, where the answer is of another one: that list may be gone by now.
 */
function fateOf(
  { op, listId, problem }: Refused,
  fates: ReadonlyMap<string, Fate>,
  home: string | null,
): Fate {
  if (op.op === 'createList') return problem.code === 'id_taken' ? 'gone' : 'refused'
  if (home && home !== listId && problem.code === 'not_found') return 'gone'
  const above = op.op === 'create' && fates.get(op.fields.parentId ?? '')
  const around = fates.get(listId)
  if (around || above === 'gone') return around ?? 'gone'
  return (op.op === 'create' && ON_CREATE[problem.code]) || 'refused'
}

export async function until(isSo: () => boolean): Promise<void> {
  let stop = () => {}
  await new Promise<void>((resolve) => {
    stop = watch(isSo, (so) => so && resolve(), { immediate: true, flush: 'sync' })
  })
  stop()
}

/** The server has heard of everything. */
export function isIdle(): boolean {
  const { isReady, status } = useSync()
  return isReady.value && status.value.waiting === 0
}

/** Begins at once, and hands over what `take` gives until that is nothing. */
export function createRun(take: (max: number) => Promise<Batch[]>) {
  const scope = effectScope(true)
  /** What was handed over; of a to-do, to which list. */
  const given = new Map<string, string | null>()
  const fates = shallowReactive(new Map<string, Fate>())
  const [ops, sent, created] = [ref(0), ref(0), ref(0)]
  let end: End | undefined
  let [seen, refusals] = [-1, 0]
  const isOver = ref(false)

  const waiting = () => useSync().status.value.waiting
  /** Of a copy that is not read yet, nobody knows. */
  const heard = () => (useSync().isReady.value ? ops.value - waiting() : 0)
  const idsOf = (fate: Fate) => [...fates].filter(([, one]) => one === fate).map(([id]) => id)
  const todosOf = (fate: Fate) => idsOf(fate).filter((id) => given.get(id)).length

  function stop(why: End = 'stopped'): void {
    end ??= why
    isOver.value = true
  }

  // --- What the server answers ---

  /** Gives the key of what needs nobody's decision. */
  function judge(notice: Notice): number | null {
    if (notice.kind !== 'refused') return null
    const id = idOf(notice.op, notice.listId)
    const home = given.get(id)
    if (home === undefined) return null
    const fate = fateOf(notice, fates, home)
    const isAlone = !home || !fates.has(notice.listId)
    fates.set(id, fate)
    if (fate !== 'refused' || !isAlone) return notice.key
    return ++refusals > TOO_MANY ? notice.key : null
  }

  function hear(notices: readonly Notice[]): void {
    const fresh = notices.filter(({ key }) => key > seen)
    seen = Math.max(seen, ...fresh.map(({ key }) => key))
    settle(fresh.map(judge).filter((key) => key !== null))
    if (refusals >= TOO_MANY) stop('refused')
  }

  // --- What it is asked for ---

  function hand({ listId, ops: all }: Batch): void {
    for (const op of all) {
      const isTodo = op.op === 'create'
      given.set(idOf(op, listId), isTodo ? listId : null)
      if (isTodo) created.value++
      useSync().change(listId, op)
    }
    ops.value += all.length
  }

  async function feed(): Promise<End> {
    for (;;) {
      const batches = await take(AT_ONCE)
      await until(() => isOver.value || isIdle())
      if (end) return end
      if (!batches.length) return 'done'
      batches.forEach(hand)
    }
  }

  scope.run(() => {
    watch(() => useSync().notices.value, hear, { immediate: true, flush: 'sync' })
    watch(heard, (now) => (sent.value = Math.max(sent.value, now)), { flush: 'sync' })
  })

  const counts = computed<Counts>(() => ({
    gone: todosOf('gone'),
    there: todosOf('there'),
    refused: todosOf('refused'),
  }))

  return {
    /** Changes of which the server has heard. */
    sent,
    /** To-dos that were turned down, by why. */
    counts,
    made: computed(() => {
      const { gone, there, refused } = counts.value
      return created.value - gone - there - refused
    }),
    /** To-dos and lists by whose ids nothing can be made any more. */
    gone: () => idsOf('gone'),
    stop,
    ended: feed(),
    /** Hears no more of what becomes of it. */
    forget: () => (stop(), scope.stop()),
  }
}

export type Run = ReturnType<typeof createRun>
