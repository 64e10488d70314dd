import { onScopeDispose, readonly, ref, watch, type Ref } from 'vue'

/** Follows `source` once it has been still for `pause` ms. */
export function useDebounced<T extends string>(source: () => T, pause: number): Readonly<Ref<T>> {
  const value = ref(source()) as Ref<T>
  let timer = 0
  watch(source, (now) => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => (value.value = now), pause)
  })
  onScopeDispose(() => window.clearTimeout(timer))
  return readonly(value) as Readonly<Ref<T>>
}
