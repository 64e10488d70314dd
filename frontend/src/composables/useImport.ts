import { computed, ref, shallowRef } from 'vue'
import { t } from '@/i18n/rest'
import { MAX_BYTES } from '@/lib/exchange/decode'
import type { ImportContext, NoRoom, Preview, Problem } from '@/lib/exchange'
import { onForget } from '@/lib/forgetting'
import { whilePending } from '@/stores/pending'
import { useToastsStore } from '@/stores/toasts'
import { useSync } from '@/sync'
import { presentNow } from './accountNow'
import { contextNow } from './addText'
import { createRun, isIdle, until, type End, type Run } from './importRun'
import { openImportWorker, type ImportWorker } from './importWorker'
import { useOverlay } from './useOverlay'

/** What is wrong with a file, or that it could not be had at all. */
export type Trouble = Problem | NoRoom | 'failed'

export type State =
  | { stage: 'choose'; trouble: Trouble | null }
  | { stage: 'reading'; name: string }
  | { stage: 'preview' | 'running' | End; name: string; preview: Preview }

const START: State = { stage: 'choose', trouble: null }

/** It goes on while the person is elsewhere: there is one at a time. */
const state = shallowRef<State>(START)
const run = shallowRef<Run | null>(null)
/** What earlier runs of the same file have made. */
const before = ref(0)
let worker: ImportWorker | null = null
/** It is to go on, once the server has heard of what is under way. */
let awaited: State | null = null
/** Ids that turned out to be gone for ever, and are to be made anew. */
let gone: readonly string[] = []

function reset(): void {
  run.value?.forget()
  worker?.close()
  run.value = worker = null
  gone = []
  before.value = 0
  state.value = START
}
onForget(reset)

function importContext(): ImportContext {
  const { today, now, weekStart, vocabulary } = contextNow({})
  const names = { inboxName: t.nav.inbox, listName: t.imports.list, title: t.imports.untitled }
  return { today, now, weekStart, ...(vocabulary && { vocabulary }), ...names }
}

/** A file of a person, on its way into the lists. */
export function useImport() {
  const toasts = useToastsStore()
  const overlay = useOverlay()

  const isRunning = computed(() => state.value.stage === 'running')
  /** To-dos that are in by now, of this file. */
  const made = computed(() => before.value + (run.value?.made.value ?? 0))
  /** In to-dos. Lists are so few among the changes that they count as some. */
  const progress = computed(() => {
    const total = before.value + ('preview' in state.value ? state.value.preview.created : 0)
    return { done: Math.min(before.value + (run.value?.sent.value ?? 0), total), total }
  })

  function fail(trouble: Trouble): void {
    reset()
    state.value = { stage: 'choose', trouble }
  }

  /** Nothing where it came to nothing, or the person has turned to something else meanwhile. */
  async function prepare(from: ImportWorker): Promise<Preview | null> {
    await until(() => useSync().isReady.value) // Before, it is not known what is there.
    const found = await from.prepare(presentNow(), [...useSync().deletedLists(), ...gone])
    if (from !== worker) return null
    if (!('room' in found)) return found
    fail(found)
    return null
  }

  async function readFile(file: File): Promise<void> {
    const from = (worker = openImportWorker())
    const bytes = new Uint8Array(await file.arrayBuffer())
    const problem = await from.read({ name: file.name, bytes }, importContext())
    if (from !== worker) return
    if (problem) return fail(problem)
    const preview = await prepare(from)
    if (preview) state.value = { stage: 'preview', name: file.name, preview }
  }

  async function choose(file: File): Promise<void> {
    if (isRunning.value) return
    reset()
    if (file.size > MAX_BYTES) return fail({ problem: 'tooLarge', limit: MAX_BYTES })
    const reading: State = (state.value = { stage: 'reading', name: file.name })
    await readFile(file).catch(() => void (state.value === reading && fail('failed')))
  }

  function tell(end: End): void {
    const words = t.imports.ended[end](made.value, progress.value.total)
    if (overlay.shown.value === 'import') return toasts.announce(words)
    const action = { label: t.said.details, run: () => overlay.show('import') }
    toasts.show({ text: words, action })
  }

  async function begin(from: ImportWorker, name: string, preview: Preview): Promise<void> {
    const own = (run.value = createRun((max) => from.take(max)))
    state.value = { stage: 'running', name, preview }
    const end = await whilePending(own.ended).catch(() => 'stopped' as const)
    if (own !== run.value) return
    state.value = { stage: end, name, preview }
    tell(end)
  }

  async function start(): Promise<void> {
    const now = state.value
    if (now.stage === 'preview' && worker) await begin(worker, now.name, now.preview)
  }

  /** What is under way belongs to the run before, which hears to the end what becomes of it. */
  async function prepareMore(from: ImportWorker, isOff: () => boolean): Promise<Preview | null> {
    await until(() => isOff() || isIdle())
    return isOff() ? null : prepare(from)
  }

  /** By what is there now: it goes on with what is not. */
  async function resume(): Promise<void> {
    const [now, from] = [state.value, worker]
    if (!('preview' in now) || isRunning.value || !from) return
    const own: State = (state.value = awaited = { ...now, stage: 'running' })
    const isOff = () => state.value !== own
    const preview = await prepareMore(from, isOff).catch(() => (isOff() || fail('failed'), null))
    if (!preview || isOff()) return
    before.value = made.value
    run.value?.forget()
    const more = preview.lists.filter(({ id }) => !now.preview.lists.some((list) => list.id === id))
    const lists = [...now.preview.lists, ...more]
    const { there, inTrash } = now.preview
    await begin(from, now.name, { ...preview, there, inTrash, lists })
  }

  /** Those, too, that were deleted for ever. */
  async function revive(): Promise<void> {
    gone = [...gone, ...(run.value?.gone() ?? [])]
    await resume()
  }

  function stop(): void {
    const now = state.value
    if (now !== awaited || !('preview' in now)) return run.value?.stop()
    state.value = { ...now, stage: 'stopped' }
  }

  return {
    state: computed(() => state.value),
    /** Of the present run: to-dos that were turned down, by why. */
    counts: computed(() => run.value?.counts.value ?? { gone: 0, there: 0, refused: 0 }),
    made,
    progress,
    isRunning,
    choose,
    start,
    stop,
    resume,
    revive,
    reset,
  }
}
