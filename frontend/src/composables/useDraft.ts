import { computed, onScopeDispose, reactive, watch } from 'vue'
import type { Texts } from '@/api/sync'
import type { Todo } from '@/api/types'
import { t } from '@/i18n/rest'
import { quoted } from '@/lib/text'
import { useChangesStore } from '@/stores/changes'
import { isTooLong, useDraftsStore, type TextField } from '@/stores/drafts'
import { useHistoryStore } from '@/stores/history'

const PAUSE = 500
const FIELDS = ['title', 'notes'] as const

/** Title and notes: what is typed becomes a change at the next pause, and stays as it is until then. */
export function useDraft(todo: () => Todo) {
  const changes = useChangesStore()
  const history = useHistoryStore()
  const drafts = useDraftsStore()
  const { id } = todo()
  const fields = reactive({ title: textOf('title'), notes: textOf('notes') })
  let timer = 0

  function textOf(field: TextField): string {
    return drafts.read(id, field)?.text ?? todo()[field]
  }

  /** A space at the end of a title is none yet: the next word follows. */
  function isShown(field: TextField, text: string): boolean {
    return text === (field === 'title' ? fields.title.trim() : fields.notes)
  }

  function follow(field: TextField, text: string): void {
    if (!isShown(field, text)) fields[field] = text
  }

  for (const field of FIELDS)
    watch(
      () => textOf(field),
      (text) => follow(field, text),
    )

  function type(field: TextField, text: string): void {
    fields[field] = text
    drafts.keep(id, field, text, todo()[field])
    window.clearTimeout(timer)
    timer = window.setTimeout(flush, PAUSE)
  }

  /** The typed text as a change; nothing while it cannot be one. */
  function take(field: TextField): { text: string; was: string } | undefined {
    const draft = drafts.read(id, field)
    const text = field === 'title' ? draft?.text.trim() : draft?.text
    if (!draft || isTooLong(draft) || (field === 'title' && !text)) return undefined
    drafts.drop(id, field)
    return text === todo()[field] ? undefined : { text: text!, was: draft.was }
  }

  function flush(): void {
    window.clearTimeout(timer)
    const values: Texts = {}
    const was: Texts = {}
    for (const field of FIELDS) {
      const taken = take(field)
      if (taken) [values[field], was[field]] = [taken.text, taken.was]
    }
    if (!Object.keys(values).length) return
    const said = t.said.edited(quoted(values.title ?? todo().title))
    history.run(said, () => changes.patch(todo(), values, was))
  }

  /** A to-do needs a title: leaving it empty takes the last one back. */
  function leave(): void {
    if (!fields.title.trim()) drafts.drop(id, 'title')
    flush()
    fields.title = textOf('title')
  }

  function flushHidden(): void {
    if (document.hidden) flush()
  }

  document.addEventListener('visibilitychange', flushHidden)
  window.addEventListener('pagehide', flush)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', flushHidden)
    window.removeEventListener('pagehide', flush)
    leave()
  })

  const problem = computed(() => (drafts.tooLong.includes(id) ? t.detail.tooLong : ''))
  return { fields, problem, type, leave }
}
