import { computed, shallowRef } from 'vue'

/** Open modal dialogs, innermost last: only there can notes be read and pressed meanwhile. */
const open = shallowRef<readonly HTMLElement[]>([])

export function useTopLayer() {
  function enter(element: HTMLElement): void {
    open.value = [...open.value.filter((other) => other !== element), element]
  }
  function leave(element: HTMLElement): void {
    open.value = open.value.filter((other) => other !== element)
  }
  const top = computed<HTMLElement | 'body'>(() => open.value.at(-1) ?? 'body')
  return { top, enter, leave }
}
