import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { completed, tokenAt, type Sign } from '@/lib/quickAdd'
import { insertText } from './insertText'
import { same, useOffers } from './useOffers'
import type { QuickText } from './useQuickText'

const MOST = 6

export interface Suggestions {
  sign: ComputedRef<Sign>
  names: ComputedRef<readonly string[]>
  /** Which of them Enter takes; -1 is none. */
  at: Ref<number>
  pick: (index: number) => void
  /** Says whether the key was for them. */
  onKey: (event: KeyboardEvent) => boolean
  onTyped: () => void
  onMoved: () => void
  leave: () => void
}

/** The names of lists, tags and members, offered while one begins to write one. */
export function useSuggestions(quick: QuickText, input: HTMLInputElement): Suggestions {
  const { text } = quick
  const offers = useOffers(quick)
  /** Where somebody writes; -1 is nowhere. */
  const caret = ref(-1)
  /** Where the token begins that no choice is wanted for. */
  const dropped = ref(-1)
  const at = ref(-1)

  const token = computed(() => {
    const found = caret.value < 0 ? undefined : tokenAt(text.value, caret.value)
    return found?.start === dropped.value ? undefined : found
  })
  const sign = computed(() => token.value?.sign ?? '#')
  const names = computed(() => {
    const { name } = token.value ?? {}
    if (name === undefined) return []
    const others = offers[sign.value].like(name).filter((one) => !same(one, name))
    return others.slice(0, MOST)
  })

  /** What is begun and means nothing yet most likely means the first. */
  function likely(): number {
    const { name } = token.value ?? {}
    return name && names.value.length && !offers[sign.value].isWhole(name) ? 0 : -1
  }
  watch(names, () => (at.value = likely()))

  function pick(index: number): void {
    const { value } = token
    const name = names.value[index]
    if (!value || name === undefined) return
    const isSpaced = text.value[value.end] === ' '
    const end = isSpaced ? value.end + 1 : value.end
    insertText(input, completed(value, name), value.start, end)
    leave()
  }

  function step(by: 1 | -1): void {
    const places = names.value.length + 1 // One of them is the box itself.
    at.value = ((at.value + 1 + by + places) % places) - 1
  }

  function drop(): boolean {
    if (!names.value.length) return false
    dropped.value = token.value!.start
    return true
  }

  const onKeys: Record<string, () => unknown> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: () => (at.value < 0 ? false : pick(at.value)),
    Tab: () => pick(Math.max(at.value, 0)),
    Escape: drop,
  }

  function onKey(event: KeyboardEvent): boolean {
    const { key, shiftKey, altKey, ctrlKey, metaKey } = event
    const act = onKeys[key]
    if (!act || !names.value.length || shiftKey || altKey || ctrlKey || metaKey) return false
    return act() !== false
  }

  function onTyped(): void {
    const { selectionStart, selectionEnd } = input
    caret.value = selectionStart === selectionEnd ? (selectionStart ?? -1) : -1
    if (tokenAt(input.value, caret.value)?.start !== dropped.value) dropped.value = -1
  }

  /** Choices do not come up when the caret moves, but they go. */
  function onMoved(): void {
    if (input.selectionStart !== caret.value) caret.value = -1
  }

  function leave(): void {
    caret.value = dropped.value = -1
  }

  return { sign, names, at, pick, onKey, onTyped, onMoved, leave }
}
