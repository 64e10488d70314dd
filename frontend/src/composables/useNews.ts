import { watch } from 'vue'
import { t } from '@/i18n/rest'
import { useStatusStore } from '@/stores/status'
import { useToastsStore } from '@/stores/toasts'
import type { Notice } from '@/sync'
import { useAttention } from './useAttention'
import { isSettled } from './settledNotices'
import { useNotices } from './useNotices'

interface Said {
  id: string
  words: string
}

const subjectOf = (key: number) => `notice-${key}`

/** Says what the server answers to changes that were made long before. */
export function useNews(): void {
  const status = useStatusStore()
  const toasts = useToastsStore()
  const { isOpen, open } = useAttention()
  const { supersede } = useNotices()
  /** Those of an earlier visit were said then. */
  let told = new Set<number>()

  function show(said: Said): void {
    toasts.show<Said>({
      tone: 'error',
      kind: 'refused',
      items: [said],
      text: (left) => (left.length === 1 ? left[0]!.words : t.said.refused(left.length)),
      action: { label: t.said.details, run: open },
    })
  }

  /** The words are fetched when there is something to say. */
  async function tell(notice: Notice): Promise<void> {
    const { useDecisions } = await import('./useDecisions')
    const words = useDecisions().wordsOf(notice)
    if (notice.kind === 'conflict' || isOpen.value) return toasts.announce(words, 'error')
    supersede([{ id: notice.todoId ?? notice.listId }]) // Such as “Completed”.
    show({ id: subjectOf(notice.key), words })
  }

  /** What is decided about is no longer said. */
  function forget(notices: readonly Notice[]): void {
    const left = new Set(notices.map(({ key }) => key))
    const gone = [...told].filter((key) => !left.has(key))
    toasts.drop(gone.map(subjectOf))
  }

  watch(
    () => [status.isReady, status.notices] as const,
    ([isReady, notices], before) => {
      const isFresh = ({ key }: Notice) => !told.has(key) && !isSettled(key)
      const fresh = isReady && before?.[0] ? notices.filter(isFresh) : []
      for (const notice of fresh) tell(notice).catch(() => {}) // The pill says it, too.
      forget(notices)
      told = new Set(notices.map(({ key }) => key))
    },
    { immediate: true },
  )

  /** The panel says more. */
  watch(isOpen, (isOpen) => isOpen && toasts.drop([...told].map(subjectOf)))

  watch(
    () => status.isOffline,
    (isOffline, wasOffline) => {
      if (isOffline) toasts.announce(t.said.offline)
      else if (wasOffline) toasts.announce(t.said.online)
    },
    { immediate: true },
  )
}
