import { shallowRef, triggerRef, type ShallowRef } from 'vue'

/**
 * What the server holds, and on top of it what it has not heard yet. A change shows at once and is
 * sent in its turn; when it fails it is taken off again and what was below it shows. Changes of
 * one lane are sent one after the other, so the last state of an item is the last one sent.
 */

export interface Entity {
  id: string
  seq: number
}

export interface Change<T> {
  /** The fields it sets; null takes the item away. */
  patch: Partial<T> | null
  /** Resolves to the item as the server now has it, or to nothing when it does not say. */
  send: (patch: Partial<T>) => Promise<T | void>
  /** Waiting changes of the same kind are sent as one. */
  merge?: string
  /** Everything waiting behind this one is pointless without it. */
  creates?: boolean
}

interface Waiting<T> extends Change<T> {
  sent: boolean
  done: Promise<void>
  resolve: () => void
  reject: (error: unknown) => void
}

interface Entry<T> {
  base: T | undefined
  queue: Waiting<T>[]
  touched: number
}

export interface Optimistic<T extends Entity> {
  items: ShallowRef<Map<string, T>>
  push: (id: string, lane: string, change: Change<T>) => Promise<void>
  now: () => number
  receive: (items: readonly T[], since: number) => void
  retain: (keep: ReadonlySet<string>, among: (item: T) => boolean, since: number) => void
  clear: () => void
}

export interface Hooks<T> {
  /** A local change turned `before` into `after`. */
  changed?: (before: T | undefined, after: T | undefined) => void
  /** Once for every change that will be sent, and once more when it was or failed. */
  started?: () => void
  settled?: (ok: boolean) => void
}

function laidOver<T>(base: T | undefined, queue: readonly Waiting<T>[]): T | undefined {
  return queue.reduce<T | undefined>(
    (item, { patch }) => (patch === null ? undefined : ({ ...item, ...patch } as T)),
    base,
  )
}

function waiting<T>(change: Change<T>): Waiting<T> {
  let resolve!: () => void
  let reject!: (error: unknown) => void
  const done = new Promise<void>((yes, no) => ((resolve = yes), (reject = no)))
  return { ...change, sent: false, done, resolve, reject }
}

export function createOptimistic<T extends Entity>(hooks: Hooks<T> = {}): Optimistic<T> {
  const items = shallowRef(new Map<string, T>())
  const entries = new Map<string, Entry<T>>()
  const lanes = new Map<string, Promise<void>>()
  let clock = 0

  function entryOf(id: string): Entry<T> {
    const entry = entries.get(id) ?? { base: undefined, queue: [], touched: 0 }
    entries.set(id, entry)
    return entry
  }

  function show(id: string, entry: Entry<T>): void {
    const item = laidOver(entry.base, entry.queue)
    if (item) items.value.set(id, item)
    else items.value.delete(id)
    if (!item && !entry.queue.length) entry.base = undefined
  }

  function showLocal(id: string, entry: Entry<T>): void {
    const before = items.value.get(id)
    show(id, entry)
    hooks.changed?.(before, items.value.get(id))
    triggerRef(items)
  }

  function succeed(id: string, entry: Entry<T>, head: Waiting<T>, answer: T | void): void {
    entry.base = answer ?? laidOver(entry.base, [head])
    entry.queue = entry.queue.filter((change) => change !== head)
    entry.touched = ++clock
    showLocal(id, entry)
    hooks.settled?.(true)
    head.resolve()
  }

  function fail(id: string, entry: Entry<T>, head: Waiting<T>, error: unknown): void {
    const dropped = head.creates ? entry.queue : [head]
    entry.queue = entry.queue.filter((change) => !dropped.includes(change))
    entry.touched = ++clock
    showLocal(id, entry)
    for (const change of dropped) {
      hooks.settled?.(false)
      change.reject(error)
    }
  }

  async function sendNext(id: string, entry: Entry<T>): Promise<void> {
    const head = entry.queue[0]
    const isCurrent = () => entries.get(id) === entry
    if (!head || !isCurrent()) return
    head.sent = true
    try {
      const answer = await head.send(head.patch ?? {})
      if (isCurrent()) succeed(id, entry, head, answer)
    } catch (error) {
      if (isCurrent()) fail(id, entry, head, error)
    }
  }

  function push(id: string, lane: string, change: Change<T>): Promise<void> {
    const entry = entryOf(id)
    entry.touched = ++clock
    const last = entry.queue.at(-1)
    if (change.merge && last && !last.sent && last.merge === change.merge) {
      last.patch = { ...last.patch!, ...change.patch! }
      showLocal(id, entry)
      return last.done
    }
    const next = waiting(change)
    entry.queue = [...entry.queue, next]
    hooks.started?.()
    showLocal(id, entry)
    const previous = lanes.get(lane) ?? Promise.resolve()
    lanes.set(
      lane,
      previous.then(() => sendNext(id, entry)),
    )
    return next.done
  }

  function receive(fresh: readonly T[], since: number): void {
    for (const item of fresh) {
      const entry = entryOf(item.id)
      // Asked for before a local change was made or confirmed: that answer is older than we are.
      if (entry.touched > since || (entry.base && entry.base.seq > item.seq)) continue
      entry.base = item
      show(item.id, entry)
    }
    triggerRef(items)
  }

  function retain(keep: ReadonlySet<string>, among: (item: T) => boolean, since: number): void {
    for (const [id, item] of items.value) {
      const entry = entryOf(id)
      if (keep.has(id) || entry.queue.length || entry.touched > since || !among(item)) continue
      entries.delete(id)
      items.value.delete(id)
    }
    triggerRef(items)
  }

  function clear(): void {
    entries.clear()
    lanes.clear()
    items.value = new Map()
  }

  return { items, push, now: () => clock, receive, retain, clear }
}
