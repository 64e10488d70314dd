import { onScopeDispose, reactive, ref, watch } from 'vue'
import type { Todo } from '@/api/types'
import { quoted } from '@/lib/text'
import { useDraftsStore, type Draft } from '@/stores/drafts'
import { useSavingStore } from '@/stores/saving'
import { useTodosStore } from '@/stores/todos'
import { useNotices } from './useNotices'

const PAUSE = 500
const MAX_NOTES = 16 * 1024

export type DraftState = 'saved' | 'typing' | 'saving' | 'failed'

const bytes = (text: string) => new TextEncoder().encode(text).length

/** Title and notes, saved as typed. What could not be saved stays, and says so. */
export function useDraft(todo: () => Todo) {
  const todos = useTodosStore()
  const drafts = useDraftsStore()
  const saving = useSavingStore()
  const { fail, supersede } = useNotices()
  const { id } = todo()
  const kept = drafts.read(id)
  const fields = reactive({ title: kept.title ?? todo().title, notes: kept.notes ?? todo().notes })
  const state = ref<DraftState>(Object.keys(kept).length ? 'failed' : 'saved')
  const problem = ref('')
  let timer = 0
  let isGone = false
  let isCounted = false

  if (state.value === 'failed') noteFailure()
  for (const field of ['title', 'notes'] as const) {
    const isTyped = () => field in drafts.read(id)
    watch(
      () => todo()[field],
      (value) => isTyped() || (fields[field] = value),
    )
  }

  function unsaved(): Draft {
    const { title, notes } = drafts.read(id)
    problem.value =
      notes !== undefined && bytes(notes) > MAX_NOTES ? 'These notes are too long.' : ''
    return {
      ...(title?.trim() && { title }),
      ...(notes !== undefined && !problem.value && { notes }),
    }
  }

  async function send(typed: Draft): Promise<void> {
    const { title } = typed
    await todos.update(id, { ...typed, ...(title && { title: title.trim() }) })
    drafts.drop(id, typed)
  }

  /** From the first key on, the page has something that the server has not heard. */
  function count(isOpen: boolean): void {
    if (isCounted === isOpen) return
    isCounted = isOpen
    if (isOpen) saving.started()
    else saving.settled()
  }

  async function flush(): Promise<void> {
    window.clearTimeout(timer)
    if (state.value === 'saving') return
    await flushNow()
    count(false)
  }

  /** The pane is closed: only a note can say it now. */
  function sayFailed(error: unknown): void {
    const item = { id, title: fields.title, flush }
    const what = (left: readonly (typeof item)[]) =>
      `save ${left.map(({ title }) => quoted(title)).join(', ')}`
    fail('save', [item], what, error, (left) => left.forEach((draft) => void draft.flush()))
  }

  function noteFailure(): void {
    drafts.fail(id, () => void flush(), !isGone)
  }

  function succeed(): void {
    state.value = 'saved'
    if (problem.value) return noteFailure()
    drafts.succeed(id)
    supersede([{ id }], 'save')
  }

  async function flushNow(): Promise<void> {
    const typed = unsaved()
    if (!Object.keys(typed).length) {
      if (problem.value) noteFailure()
      else succeed()
      return
    }
    state.value = 'saving'
    try {
      await send(typed)
      succeed()
      // What was typed while this was on its way.
      if (Object.keys(unsaved()).length) await flushNow()
    } catch (error) {
      state.value = 'failed'
      noteFailure()
      if (isGone) sayFailed(error)
    }
  }

  function type(field: 'title' | 'notes', value: string): void {
    fields[field] = value
    drafts.keep(id, { [field]: value })
    count(true)
    if (state.value !== 'saving') state.value = 'typing'
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void flush(), PAUSE)
  }

  /** A to-do needs a title: leaving it empty takes the last one back. */
  function leave(): void {
    if (!fields.title.trim()) {
      fields.title = todo().title
      drafts.drop(id, { title: drafts.read(id).title })
    }
    void flush()
  }

  function flushHidden(): void {
    if (document.hidden) void flush()
  }

  function part(): void {
    isGone = true
    void flush()
  }

  const leaving = () => void flush()
  document.addEventListener('visibilitychange', flushHidden)
  window.addEventListener('pagehide', leaving)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', flushHidden)
    window.removeEventListener('pagehide', leaving)
    part()
  })

  return { fields, state, problem, type, leave, flush }
}
