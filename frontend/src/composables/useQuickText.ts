import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { parse, type Chip, type Parsed, type Plain } from '@/lib/quickAdd'
import { addText, contextNow, type Chosen } from './addText'
import type { Preset } from './useQuickAdd'

interface Options {
  preset: () => Preset
  /** What controls beside the box say. */
  chosen?: () => Chosen
  /** Shows a note where what is added goes out of sight. */
  offer?: boolean
}

/** What is understood of a text while it is typed. */
export interface QuickText {
  text: Ref<string>
  preset: () => Preset
  chosen: () => Chosen
  parsed: ComputedRef<Parsed>
  /** Why it was not added. */
  problem: Ref<string>
  makePlain: (chips: readonly Chip[]) => void
  /** Says whether there is nothing left in the box. */
  add: () => boolean
  clear: () => void
}

export function useQuickText(text: Ref<string>, options: Options): QuickText {
  const { preset, chosen = () => ({}), offer = false } = options
  const plain = ref<readonly Plain[]>([])
  const problem = ref('')
  const parsed = computed(() => parse(text.value, contextNow(preset(), plain.value, chosen())))

  /** What is typed anew may be meant. */
  watch(text, (now) => {
    problem.value = ''
    plain.value = plain.value.filter((chip) => now.includes(chip.text))
  })

  function makePlain(chips: readonly Chip[]): void {
    plain.value = [...plain.value, ...chips.map(({ kind, text }) => ({ kind, text }))]
  }

  function clear(): void {
    text.value = ''
    plain.value = []
  }

  function add(): boolean {
    if (!text.value.trim()) return false
    problem.value = addText(text.value, preset(), { plain: plain.value, chosen: chosen(), offer })
    if (!problem.value) clear()
    return !problem.value
  }

  return { text, preset, chosen, parsed, problem, makePlain, add, clear }
}
