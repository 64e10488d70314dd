import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Op } from '@/api/sync'
import { onForget } from '@/lib/forgetting'
import { inverseOf, isAsMade, type Change } from '@/lib/inverse'
import { HISTORY } from '@/lib/storage'
import { useSync } from '@/sync'

/** One thing that the person did, and the changes that take it back. */
export interface Step {
  key: number
  /** In the words of the note about it: “Completed “Milk””. */
  said: string
  back: readonly Change[]
  at: number
}

interface Stacks {
  done: readonly Step[]
  undone: readonly Step[]
}

const KEPT = 100
const MAX_LENGTH = 1_000_000
/** Typing goes on: what comes so soon after is part of the same step. */
const TYPING_MS = 10_000
const EMPTY: Stacks = { done: [], undone: [] }

const idOf = ({ listId, op }: Change) => ('id' in op ? op.id : listId)

/** What goes below another one goes after it. */
const isBelow = ({ op }: Change) => op.op === 'move' && !!op.parentId

/** Whose steps they are; in another tab of another person they are nobody's. */
function restore(owner: string | null): Stacks {
  try {
    const kept = JSON.parse(sessionStorage.getItem(HISTORY) ?? 'null') as
      | (Stacks & {
          owner: string
        })
      | null
    return kept && owner && kept.owner === owner ? kept : EMPTY
  } catch {
    return EMPTY
  }
}

/**
 * What the person did in this tab, to be taken back and done again, also after a reload. Everything
 * that changes a to-do or a list goes through `change`, on its way to the copy.
 */
export const useHistoryStore = defineStore('history', () => {
  const stacks = shallowRef<Stacks>(EMPTY)
  let open: Change[] | null = null
  let owner: string | null = null
  let last = 0

  function load(): Stacks {
    const { value: inbox } = useSync().inboxId
    if (owner === inbox || !inbox) return stacks.value
    if (owner) stacks.value = EMPTY
    owner = inbox
    const kept = restore(inbox)
    last = Math.max(last, ...[...kept.done, ...kept.undone].map(({ key }) => key))
    return (stacks.value = { ...kept, done: [...kept.done, ...stacks.value.done] })
  }

  function save(): void {
    if (!owner) return // Nobody has asked for it: what is kept stays kept.
    const { done, undone } = stacks.value
    const text = JSON.stringify({ owner, done, undone })
    try {
      if (text.length < MAX_LENGTH) sessionStorage.setItem(HISTORY, text)
      else sessionStorage.removeItem(HISTORY)
    } catch {
      // Nothing to come back to, then.
    }
  }
  window.addEventListener('pagehide', save)

  /** Changes something, and knows the way back. */
  function change(listId: string, op: Op): void {
    const sync = useSync()
    const todo = 'id' in op ? sync.todos.value.get(op.id) : undefined
    const back = inverseOf({ listId, op }, { todo, list: sync.lists.value.get(listId) })
    sync.change(listId, op)
    open?.unshift(...back)
  }

  /** All that `act` changes, with what takes it back: the last change first. */
  function collect(act: () => void): Change[] {
    const outer = open
    const mine: Change[] = (open = [])
    try {
      act()
    } finally {
      open = outer
    }
    return mine
  }

  /** What was said of the same field a moment ago, if nothing came between. */
  function typedBefore(back: readonly Change[], now: number): Step | undefined {
    const step = load().done.at(-1)
    const [before, after] = [step?.back[0]?.op, back[0]?.op]
    if (!step || step.back.length !== 1 || back.length !== 1) return undefined
    if (before?.op !== 'patch' || after?.op !== 'patch' || before.id !== after.id) return undefined
    const fields = (op: typeof before) => Object.keys(op.fields ?? {}).join()
    const isTyping = !!after.was && fields(before) === fields(after)
    return isTyping && now - step.at < TYPING_MS ? step : undefined
  }

  /** What is typed on belongs to the step before: it keeps what stood there at first. */
  function merge(step: Step, back: readonly Change[], now: number): Step {
    const [was, is] = [step.back[0]!, back[0]!]
    const latest = 'was' in is.op ? { was: is.op.was } : {}
    return { ...step, back: [{ ...was, op: { ...was.op, ...latest } as Op }], at: now }
  }

  /** Does something as one step, and gives its key; nothing where it changed nothing. */
  function run(said: string, act: () => void): number | null {
    const back = collect(act)
    if (open) return (open.unshift(...back), null)
    if (!back.length) return null
    const [now, { done }] = [Date.now(), load()]
    const typed = typedBefore(back, now)
    const step = typed ? merge(typed, back, now) : { key: ++last, said, back, at: now }
    const before = typed ? done.slice(0, -1) : done
    stacks.value = { done: [...before, step].slice(-KEPT), undone: [] }
    return step.key
  }

  /** Where it is now: it may have been moved since. Gone, there is nothing to change. */
  function applyOne({ listId, op, made }: Change): void {
    if (!('id' in op)) return change(listId, op)
    const todo = useSync().todos.value.get(op.id)
    const isThere = op.op === 'move' && op.to === todo?.listId
    if (todo && !isThere && !(made && !isAsMade(todo, made))) change(todo.listId, op)
  }

  function apply(changes: readonly Change[]): Change[] {
    const inOrder = [...changes].sort((a, b) => Number(isBelow(a)) - Number(isBelow(b)))
    return collect(() => inOrder.forEach(applyOne))
  }

  /** The last step that there still is something to take back of. */
  function swap(from: keyof Stacks, to: keyof Stacks): Step | null {
    const now = load()
    const left = [...now[from]]
    for (let step = left.pop(); step; step = left.pop()) {
      const back = apply(step.back)
      const swapped = back.length ? [{ ...step, back, at: 0 }] : []
      stacks.value = { ...now, [from]: [...left], [to]: [...now[to], ...swapped] }
      if (back.length) return step
    }
    return null
  }

  /** One step that need not be the last, and of it only what is about these. */
  function takeBack(key: number, ids: readonly string[]): void {
    const { done, undone } = load()
    const step = done.find((one) => one.key === key)
    if (!step) return
    const about = new Set(ids)
    const [mine, others] = [
      step.back.filter((one) => about.has(idOf(one))),
      step.back.filter((one) => !about.has(idOf(one))),
    ]
    const back = apply(mine)
    const rest = others.length
      ? done.map((one) => (one === step ? { ...one, back: others } : one))
      : done.filter((one) => one !== step)
    stacks.value = { done: rest, undone: [...undone, { ...step, back, at: 0 }] }
  }

  onForget(() => {
    stacks.value = EMPTY
    owner = open = null
  })

  return {
    change,
    run,
    undo: () => swap('done', 'undone'),
    redo: () => swap('undone', 'done'),
    takeBack,
  }
})
