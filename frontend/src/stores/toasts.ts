import { defineStore } from 'pinia'
import { computed, readonly, ref, shallowRef } from 'vue'
import { onForget } from '@/lib/forgetting'

/** A to-do or a list that a note is about. */
export interface Subject {
  id: string
}

export interface NewToast<T extends Subject = Subject> {
  tone?: 'info' | 'error'
  /** Failures of one kind share one note, and one action. */
  kind?: string
  items?: readonly T[]
  text: string | ((items: readonly T[]) => string)
  action?: { label: string; run: (items: readonly T[]) => void }
}

export interface Toast extends NewToast {
  id: number
  tone: 'info' | 'error'
  items: readonly Subject[]
}

const KEPT = 3

const isError = ({ tone }: Toast) => tone === 'error'

export function wordsOf({ text, items }: Toast): string {
  return typeof text === 'string' ? text : text(items)
}

/** Short notes with one action, and the words for the two live regions. */
export const useToastsStore = defineStore('toasts', () => {
  const toasts = shallowRef<readonly Toast[]>([])
  const polite = ref('')
  const assertive = ref('')
  let last = 0

  /** A region that is told the same words twice stays silent, so repeats get a hair space. */
  function announce(text: string, tone: Toast['tone'] = 'info'): void {
    const region = tone === 'error' ? assertive : polite
    region.value = region.value === text ? `${text}\u200a` : text
  }

  /** What is no longer so about these items is no longer said, nor offered. */
  function drop(ids: readonly string[], which: (toast: Toast) => boolean = () => true): void {
    const gone = new Set(ids)
    toasts.value = toasts.value.flatMap((toast) => {
      const items = toast.items.filter(({ id }) => !gone.has(id))
      if (items.length === toast.items.length || !which(toast)) return [toast]
      return items.length ? [{ ...toast, items }] : []
    })
  }

  /** The latest notes; but what failed stays until somebody has decided about it. */
  function keepFew(all: readonly Toast[]): readonly Toast[] {
    const notes = all.filter((toast) => !isError(toast))
    const room = Math.max(1, KEPT - (all.length - notes.length))
    const kept = new Set(notes.slice(-room))
    return all.filter((toast) => isError(toast) || kept.has(toast))
  }

  function show<T extends Subject>(toast: NewToast<T>): number {
    const { tone = 'info', kind, items = [] } = toast
    const ids = items.map(({ id }) => id)
    drop(ids, (other) => !isError(other))
    const twin = toasts.value.find((other) => isError(other) && kind && other.kind === kind)
    const others = (twin?.items ?? []).filter(({ id }) => !ids.includes(id))
    const made = { ...toast, tone, id: twin?.id ?? ++last, items: [...others, ...items] } as Toast
    toasts.value = keepFew([...toasts.value.filter((other) => other !== twin), made])
    announce(wordsOf(made), tone)
    return made.id
  }

  function dismiss(id: number): void {
    toasts.value = toasts.value.filter((toast) => toast.id !== id)
  }

  function act(toast: Toast): void {
    dismiss(toast.id)
    toast.action?.run(toast.items)
  }

  function clear(): void {
    toasts.value = []
  }
  onForget(clear)

  return {
    toasts: computed(() => toasts.value),
    polite: readonly(polite),
    assertive: readonly(assertive),
    show,
    drop,
    announce,
    dismiss,
    act,
    clear,
  }
})
