import { onScopeDispose } from 'vue'
import type { Todo } from '@/api/types'
import { useListsStore } from '@/stores/lists'
import { useTodosStore } from '@/stores/todos'
import { useChooser } from './useChooser'
import { useTodoActions } from './useTodoActions'

/** From here on it is a swipe and no tap; from there on it is meant. */
const STARTS = 12
const MEANT = 76

interface Swipe {
  id: number
  todo: Todo
  row: HTMLElement
  from: { x: number; y: number }
  dx: number
  isOn: boolean
}

/** By touch: a row swiped to the right is completed, to the left it gets a date. Nothing is deleted. */
export function useSwipe(): void {
  const store = useTodosStore()
  const lists = useListsStore()
  const { setDone } = useTodoActions()
  const { choose } = useChooser()
  let swipe: Swipe | null = null

  function onDown(event: PointerEvent): void {
    const target = event.target as Element
    const row = target.closest?.<HTMLElement>('[data-row]')
    const todo = row && store.byId(row.dataset.row!)
    const isControl = !!target.closest?.('[data-grip], input, button')
    if (event.pointerType !== 'touch' || !todo || isControl || swipe) return
    if (!lists.mayWrite(todo.listId)) return
    const from = { x: event.clientX, y: event.clientY }
    swipe = { id: event.pointerId, todo, row, from, dx: 0, isOn: false }
  }

  function begin({ row, id }: Swipe): void {
    row.setPointerCapture?.(id)
    row.classList.add('swiped')
  }

  function show({ row, dx }: Swipe): void {
    row.style.transform = `translateX(${dx}px)`
    row.dataset.swipe = dx > 0 ? 'done' : 'schedule'
    row.classList.toggle('swipe-meant', Math.abs(dx) > MEANT)
  }

  function onMove(event: PointerEvent): void {
    if (!swipe || event.pointerId !== swipe.id) return
    const [dx, dy] = [event.clientX - swipe.from.x, event.clientY - swipe.from.y]
    if (!swipe.isOn) {
      if (Math.abs(dy) > STARTS) swipe = null // It scrolls.
      if (!swipe || Math.abs(dx) < STARTS) return
      swipe.isOn = true
      begin(swipe)
    }
    swipe.dx = dx
    show(swipe)
  }

  function rest(row: HTMLElement): void {
    row.style.transform = ''
    row.classList.remove('swiped', 'swipe-meant')
    delete row.dataset.swipe
  }

  /** A swipe ends in a click, which would open the row. */
  function swallowClick(row: HTMLElement): void {
    const swallow = (event: Event) => {
      event.preventDefault()
      event.stopPropagation()
    }
    row.addEventListener('click', swallow, { capture: true, once: true })
    setTimeout(() => row.removeEventListener('click', swallow, { capture: true }), 50)
  }

  function end(isMeant: boolean): void {
    const ended = swipe
    swipe = null
    if (!ended?.isOn) return
    rest(ended.row)
    swallowClick(ended.row)
    if (!isMeant || Math.abs(ended.dx) <= MEANT) return
    if (ended.dx > 0) void setDone([ended.todo], !ended.todo.done)
    else choose('due', [ended.todo])
  }

  const lift = ({ pointerId }: PointerEvent, isMeant: boolean) => {
    if (pointerId === swipe?.id) end(isMeant)
  }

  const off = new AbortController()
  const on = { signal: off.signal }
  document.addEventListener('pointerdown', onDown, on)
  document.addEventListener('pointermove', onMove, on)
  document.addEventListener('pointerup', (event) => lift(event, true), on)
  document.addEventListener('pointercancel', (event) => lift(event, false), on)
  onScopeDispose(() => {
    end(false)
    off.abort()
  })
}
