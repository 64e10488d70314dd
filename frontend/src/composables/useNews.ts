import { watch } from 'vue'
import { describeReason } from '@/lib/refusals'
import { plural } from '@/lib/text'
import { useStatusStore } from '@/stores/status'
import { useToastsStore } from '@/stores/toasts'
import type { Notice } from '@/sync'
import { useAttention, type Refused } from './useAttention'
import { useNotices } from './useNotices'

const REFUSED = 'refused'

interface Said {
  id: string
  words: string
}

const subjectOf = (key: number) => `notice-${key}`

/** Says what the server answers to changes that were made long before. */
export function useNews(): void {
  const status = useStatusStore()
  const toasts = useToastsStore()
  const { isOpen, open, headingOf } = useAttention()
  const { supersede } = useNotices()
  /** Those of an earlier visit were said then. */
  let told = new Set<number>()
  let wasOffline = false

  function showRefused(refused: Refused): void {
    supersede([{ id: refused.todoId ?? refused.listId }]) // Such as “Completed”.
    const words = `${headingOf(refused)} ${describeReason(refused.problem)}`
    if (isOpen.value) return toasts.announce(words, 'error')
    toasts.show<Said>({
      tone: 'error',
      kind: REFUSED,
      items: [{ id: subjectOf(refused.key), words }],
      text: (left) =>
        left.length === 1
          ? left[0]!.words
          : `${plural(left.length, 'change')} did not get through.`,
      action: { label: 'Details', run: open },
    })
  }

  function tell(notice: Notice): void {
    if (notice.kind === 'refused') return showRefused(notice)
    toasts.announce(headingOf(notice), 'error')
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
      if (isReady && before?.[0]) notices.filter(({ key }) => !told.has(key)).forEach(tell)
      forget(notices)
      told = new Set(notices.map(({ key }) => key))
    },
    { immediate: true },
  )

  /** The panel says more. */
  watch(isOpen, (isOpen) => isOpen && toasts.drop([...told].map(subjectOf)))

  watch(
    () => status.state,
    (state) => {
      if (state === 'attention') return
      const isOffline = state === 'offline'
      if (isOffline) toasts.announce('You are offline. Changes are kept on this device.')
      else if (wasOffline) toasts.announce('You are online again.')
      wasOffline = isOffline
    },
    { immediate: true },
  )
}
