import { shallowRef, type ShallowRef } from 'vue'
import type { Me } from '@/api/types'
import { createKeeper, type KeeperOptions, type KeeperTrouble } from './keeper'
import { metaOf, writeDown, type OutboxState } from './outbox'
import type { Delivered, PageResult } from './pages'
import { begin, catchUp, hintOf, rescue, type Hint, type Keep, type Reading } from './reading'
import { isWaiting, type Database, type Draft, type Entry, type Meta } from './rows'
import type { ListRow, RunOptions, Work } from './rows'
import type { Notice } from './types'
import { createView, type View } from './view'

/**
 * One person's copy: on the device, and in memory for the page to show. Memory follows the device,
 * but for `drafts`: those were changed here, and are not written down yet.
 */
export interface Copy {
  readonly view: View
  readonly notices: ShallowRef<readonly Notice[]>
  readonly me: ShallowRef<Me | null>
  /** Null until the device has been read. */
  meta(): Meta | null
  entries(): readonly Entry[]
  /** As the server has it, nothing was ever done in the Inbox, nor is anything about to be. */
  isUntouched(): boolean
  /** Changes that the server has not consumed. */
  waiting(): number
  /** Those of them that are nowhere but in memory. */
  unwritten(): number
  add(draft: Draft): void
  /** Writes down what is not yet. Rejects where the device does not take it. */
  flush(): Promise<void>
  /** Reads what other tabs have written. */
  catchUp(hints?: readonly Hint[]): Promise<void>
  run(work: Work<OutboxState>, options?: RunOptions): Promise<void>
  /** Takes in a page that was pulled, and says whether there is more to pull. */
  takeIn(work: Work<PageResult>): Promise<boolean>
  setMe(me: Me): Promise<void>
  close(): Promise<void>
}

export interface CopyOptions extends Pick<KeeperOptions, 'sub' | 'open' | 'timers'> {
  now: () => number
  /** Memory changed. */
  onChange: () => void
  /** The device changed, and other tabs should read. */
  onWrite: (hints: Hint[]) => void
  onTrouble: (trouble: KeeperTrouble) => void
  /** There was nothing on the device yet. */
  onFresh: () => void
}

/** A new Inbox has had two changes: it was named, and given to its owner. */
const NEW_INBOX = 2

export function createCopy(options: CopyOptions): Copy {
  const { sub, now, open, timers, onChange, onWrite, onTrouble, onFresh } = options
  const view = createView({ sub, now })
  const notices = shallowRef<readonly Notice[]>([])
  const me = shallowRef<Me | null>(null)
  let meta: Meta | null = null
  let entries: readonly Entry[] = []
  let drafts: readonly Draft[] = []
  let flushing: Promise<void> | undefined
  let isMemory = false

  const keeper = createKeeper({
    sub,
    timers,
    ...(open && { open }),
    onOpen,
    onReopen,
    onTrouble(trouble) {
      isMemory ||= trouble === 'memory'
      onTrouble(trouble)
      onChange()
    },
  })

  function remember(state: Omit<OutboxState, 'notices'> & Partial<OutboxState>): void {
    meta = state.meta
    entries = state.entries
    if (state.notices) notices.value = state.notices
    me.value = meta.me ?? me.value
    view.setPending([...entries.filter(({ isCovered }) => !isCovered), ...drafts])
    onChange()
  }

  function show({ whole, parts, dropped, ...state }: Reading): void {
    dropped.forEach(view.dropList)
    for (const { row, todos } of whole) view.setList(row, todos)
    parts.forEach(showPart)
    remember(state)
  }

  function showPart({ row, todos, gone }: Delivered): void {
    view.patchList(row, todos, gone)
  }

  const known = () => ({ epoch: meta?.epoch, rows: view.rows() })

  async function onOpen(db: Database): Promise<void> {
    const isFresh = await db.run(begin)
    show(await db.run(catchUp(known()), { isReading: true }))
    if (isFresh && !isMemory) onFresh()
  }

  async function onReopen(db: Database, keep: Keep): Promise<void> {
    if (!meta) return onOpen(db)
    const [rows, todos] = [[...view.rows().values()], view.bases()]
    const held = { meta, entries: [...entries], notices: [...notices.value], rows, todos }
    const homeless = await db.run(rescue(held, keep))
    const reading = await db.run(catchUp(known()))
    drafts = [...homeless, ...drafts]
    isMemory ||= keep !== 'numbers'
    show(reading)
  }

  function add(draft: Draft): void {
    drafts = [...drafts, draft]
    view.addPending(draft)
    onChange()
  }

  /** One write takes all that waits when its turn comes, in order. */
  function flush(): Promise<void> {
    if (!drafts.length) return Promise.resolve()
    let written: readonly Draft[] = []
    const write: Work<OutboxState> = (tables) => {
      flushing = undefined
      written = drafts
      return writeDown(written)(tables)
    }
    const follow = (state: OutboxState) => {
      drafts = drafts.slice(written.length)
      remember(state)
      onWrite([])
    }
    return (flushing ??= keeper.run(write, follow).finally(() => (flushing = undefined)))
  }

  function run(work: Work<OutboxState>, how?: RunOptions): Promise<void> {
    const follow = (state: OutboxState) => {
      remember(state)
      onWrite([])
    }
    return keeper.run(work, follow, how)
  }

  function read(hints: readonly Hint[] = []): Promise<void> {
    // Known when its turn comes, not now.
    return keeper.run((tables) => catchUp(known(), hints)(tables), show, { isReading: true })
  }

  async function take(work: Work<PageResult>): Promise<boolean> {
    let [isMore, isLate] = [false, false]
    const follow = ({ delivered, dropped, ...result }: PageResult) => {
      dropped.forEach(view.dropList)
      delivered.forEach(showPart)
      remember(result)
      ;({ isMore, isLate } = result)
      onWrite(delivered.map(hintOf))
    }
    await keeper.run(work, follow)
    // Another tab was ahead of us: go on from where it is.
    if (isLate) await read()
    return isMore
  }

  function setMe(person: Me): Promise<void> {
    me.value = person
    return run(async (tables) => {
      const next = { ...(await metaOf(tables)), me: person }
      await tables.meta.put(next)
      return { meta: next, entries: [...entries], notices: [...notices.value] }
    })
  }

  function isUntouched(): boolean {
    if (!meta?.isWhole || entries.length || drafts.length) return false
    const isNew = ({ id, cursor, role }: ListRow) =>
      id === meta!.inboxId ? cursor <= NEW_INBOX : role !== 'owner'
    return [...view.rows().values()].every(isNew)
  }

  const waiting = () => drafts.length + entries.filter(isWaiting).length

  return {
    view,
    notices,
    me,
    meta: () => meta,
    entries: () => entries,
    isUntouched,
    waiting,
    unwritten: () => (isMemory ? waiting() : drafts.length),
    add,
    flush,
    catchUp: read,
    run,
    takeIn: take,
    setMe,
    close: keeper.close,
  }
}
