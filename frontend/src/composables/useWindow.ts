import {
  computed,
  onMounted,
  onUnmounted,
  ref,
  shallowRef,
  toValue,
  type MaybeRefOrGetter,
} from 'vue'

export const WINDOWED_ABOVE = 100
const OVERSCAN = 8

interface Options {
  keys: MaybeRefOrGetter<readonly string[]>
  /** Each row's height until it has been measured. */
  guesses: MaybeRefOrGetter<readonly number[]>
  enabled: MaybeRefOrGetter<boolean>
  /** A row that stays in the page wherever it is, because it holds the focus. */
  pinned?: MaybeRefOrGetter<string | null>
}

export interface WindowRow {
  key: string
  index: number
  /** Set when the row stands outside the flow. */
  top?: number
}

/** The last index whose offset is not beyond `y`. */
export function indexAt(offsets: readonly number[], y: number): number {
  let low = 0
  let high = offsets.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (offsets[middle]! <= y) low = middle
    else high = middle - 1
  }
  return low
}

/** Which rows of a long list are near enough to the screen to be in the page. */
export function useWindow({ keys, guesses, enabled, pinned = null }: Options) {
  const root = shallowRef<HTMLElement | null>(null)
  const view = ref({ from: 0, to: window.innerHeight || 800 })
  const heights = new Map<string, number>()
  const measured = ref(0)
  let frame = 0

  /** Where each row begins, and at the end where the list ends. */
  const offsets = computed(() => {
    void measured.value
    const result = [0]
    const guessed = toValue(guesses)
    let y = 0
    toValue(keys).forEach((key, index) => {
      result.push((y += heights.get(key) ?? guessed[index]!))
    })
    return result
  })

  const range = computed(() => {
    const count = toValue(keys).length
    if (!toValue(enabled)) return { from: 0, to: count }
    const { from, to } = view.value
    const total = offsets.value.at(-1)!
    if (to < 0 || from > total) return to < 0 ? { from: 0, to: 0 } : { from: count, to: count }
    return {
      from: Math.max(0, indexAt(offsets.value, from) - OVERSCAN),
      to: Math.min(count, indexAt(offsets.value, to) + 1 + OVERSCAN),
    }
  })

  const rows = computed<WindowRow[]>(() => {
    const all = toValue(keys)
    const { from, to } = range.value
    const near = all.slice(from, to).map((key, i): WindowRow => ({ key, index: from + i }))
    const pin = toValue(pinned)
    const index = pin === null ? -1 : all.indexOf(pin)
    if (index < 0 || (index >= from && index < to)) return near
    const apart = { key: pin!, index, top: offsets.value[index]! }
    return index < from ? [apart, ...near] : [...near, apart]
  })

  const space = computed(() => ({
    above: offsets.value[range.value.from]!,
    below: offsets.value.at(-1)! - offsets.value[range.value.to]!,
  }))

  function look(): void {
    frame = 0
    if (!root.value) return
    const top = root.value.getBoundingClientRect().top
    if (view.value.from === -top && view.value.to === window.innerHeight - top) return
    view.value = { from: -top, to: window.innerHeight - top }
  }

  function lookSoon(): void {
    frame ||= requestAnimationFrame(look)
  }

  function measure(key: string, height: number): void {
    if (!height || heights.get(key) === height) return
    heights.set(key, height)
    measured.value++
  }

  onMounted(() => {
    look()
    window.addEventListener('scroll', lookSoon, { passive: true })
    window.addEventListener('resize', lookSoon, { passive: true })
  })
  onUnmounted(() => {
    cancelAnimationFrame(frame)
    window.removeEventListener('scroll', lookSoon)
    window.removeEventListener('resize', lookSoon)
  })

  return { root, rows, space, look, measure }
}
