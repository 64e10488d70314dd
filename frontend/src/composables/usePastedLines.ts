import { computed, shallowRef, type ComputedRef } from 'vue'
import { t } from '@/i18n/rest'
import { splitLines } from '@/lib/quickAdd'
import { useToastsStore } from '@/stores/toasts'
import { addLines } from './addText'
import { insertText } from './insertText'
import type { QuickText } from './useQuickText'

const MOST = 500
const BREAK = /[\n\r\u2028\u2029]/

interface PastedLines {
  /** What could be added one by one; none as long as nothing was pasted. */
  lines: ComputedRef<readonly string[]>
  onPaste: (event: ClipboardEvent) => void
  add: () => boolean
  drop: () => void
}

const inOneLine = (text: string) => splitLines(text).join(' ').replace(/\s+/g, ' ')

/** Several lines in a box that has one: they stand in it side by side until somebody has decided. */
export function usePastedLines(quick: QuickText, input: HTMLInputElement): PastedLines {
  const { announce } = useToastsStore()
  /** As they were pasted, and what stood in the box then: whoever types on has decided. */
  const pasted = shallowRef<{ lines: readonly string[]; text: string } | null>(null)
  const lines = computed(() =>
    pasted.value?.text === quick.text.value ? pasted.value.lines : ([] as const),
  )

  function refuse(count: number): void {
    quick.problem.value = t.quickAdd.tooManyLines(count, MOST)
  }

  function offer(found: readonly string[]): void {
    pasted.value = { lines: found, text: input.value }
    announce(t.quickAdd.pastedHint(found.length))
  }

  function onPaste(event: ClipboardEvent): void {
    const given = event.clipboardData?.getData('text/plain').trim() ?? ''
    if (!BREAK.test(given)) return
    event.preventDefault()
    const { value, selectionStart, selectionEnd } = input
    const [before, after] = [value.slice(0, selectionStart!), value.slice(selectionEnd!)]
    const found = splitLines(before + given + after)
    if (found.length > MOST) return refuse(found.length)
    insertText(input, inOneLine(given))
    if (found.length > 1) offer(found)
  }

  function drop(): void {
    pasted.value = null
  }

  /** What was chosen by hand is for all of them, as far as a line does not say otherwise. */
  function add(): boolean {
    const { notes: _, ...chosen } = quick.chosen()
    quick.problem.value = addLines(lines.value, { ...quick.preset(), ...chosen })
    if (!quick.problem.value) quick.clear()
    return !quick.problem.value
  }

  return { lines, onPaste, add, drop }
}
