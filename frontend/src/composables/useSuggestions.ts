import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { completed, tokenAt } from '@/lib/quickAdd'
import { tagsByUse, tagsLike } from '@/lib/tags'
import { useTodosStore } from '@/stores/todos'
import { listChoices } from './addText'
import { insertText } from './insertText'
import type { QuickText } from './useQuickText'

const MOST = 6

export interface Suggestions {
  sign: ComputedRef<'#' | '@'>
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

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

/** The names of lists and tags, offered while one begins to write one. */
export function useSuggestions({ text, parsed }: QuickText, input: HTMLInputElement): Suggestions {
  const todos = useTodosStore()
  /** Where somebody writes; -1 is nowhere. */
  const caret = ref(-1)
  /** Where the token begins that no choice is wanted for. */
  const dropped = ref(-1)
  const at = ref(-1)

  const lists = computed(() => listChoices().map(({ name }) => name))
  /** All to-dos are looked through for them, and only when somebody wants to see them. */
  const tags = computed(() => tagsByUse(todos.live))

  const token = computed(() => {
    const found = caret.value < 0 ? undefined : tokenAt(text.value, caret.value)
    return found?.start === dropped.value ? undefined : found
  })
  const sign = computed(() => token.value?.sign ?? '#')
  const all = computed(() => (sign.value === '#' ? lists.value : tags.value))
  const used = computed(() => (sign.value === '#' ? [] : (parsed.value.fields.tags ?? [])))
  const names = computed(() => {
    const { name } = token.value ?? {}
    if (name === undefined) return []
    const others = all.value.filter((one) => !same(one, name) && !used.value.includes(one))
    return tagsLike(name, others).slice(0, MOST)
  })

  /** A list has to be there, so the first is likely to be meant; a tag may be a new one. */
  function likely(): number {
    const { name } = token.value ?? {}
    const isWhole = lists.value.some((one) => same(one, name ?? ''))
    return sign.value === '#' && name && !isWhole && names.value.length ? 0 : -1
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
