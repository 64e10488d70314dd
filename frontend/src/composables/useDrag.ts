import { onScopeDispose } from 'vue'
import type { Todo } from '@/api/types'
import { placeAt, type Gap, type TreeRow } from '@/lib/place'
import { useTodosStore } from '@/stores/todos'
import { useCurrentRows } from './useRows'
import { useTodoActions } from './useTodoActions'

/** So far a finger or a mouse moves before it drags, and before a sideways move changes the depth. */
const STARTS = 4
const INDENT = 28
const EDGE = 64
const PLACES = '[data-drop-list], [data-drop-day], [data-order]'

type Target =
  | { kind: 'order'; listId: string; gap: Gap; line: DOMRect; isAfter: boolean }
  | { kind: 'list'; listId: string; element: Element }
  | { kind: 'day'; due: string; element: Element }

interface Drag {
  /** Of the pointer. */
  id: number
  todos: readonly Todo[]
  row: HTMLElement
  from: { x: number; y: number }
  /** What follows the pointer; there once it has moved. */
  ghost: HTMLElement | null
  depth: number
}

const isRtl = () => document.documentElement.dir === 'rtl'

function makeGhost(row: HTMLElement): HTMLElement {
  const { left, top, width } = row.getBoundingClientRect()
  const ghost = row.cloneNode(true) as HTMLElement
  ghost.removeAttribute('data-row')
  ghost.inert = true
  ghost.classList.add('drag-ghost')
  Object.assign(ghost.style, { left: `${left}px`, top: `${top}px`, width: `${width}px` })
  document.body.append(ghost)
  return ghost
}

/**
 * Drags rows by their grips: within a list, to another list, to another day. It finds its way by
 * attributes: `data-order` on a list whose order can be changed, `data-drop-list`, `data-drop-day`.
 */
export function useDrag(): void {
  const store = useTodosStore()
  const rows = useCurrentRows()
  const actions = useTodoActions()
  const line = document.createElement('div')
  line.className = 'drag-line'
  let drag: Drag | null = null
  let target: Target | null = null
  let lit: Element | null = null
  let last = { x: 0, y: 0 }
  let frame = 0

  // --- Where it would land ---

  function treeOf(listId: string, moving: ReadonlySet<string>): TreeRow[] {
    return store
      .inList(listId)
      .map((todo) => ({ id: todo.id, top: store.parentOf(todo) }))
      .filter(({ id, top }) => !moving.has(id) && !moving.has(top ?? ''))
  }

  /** Over a row that is on its way itself: that is where it was, and only the depth may change. */
  function ownGap(tree: readonly TreeRow[], listId: string, over: string): number | undefined {
    if (tree.some(({ id }) => id === over)) return undefined
    const left = new Set(tree.map(({ id }) => id))
    const all = store.inList(listId).map(({ id }) => id)
    return all.slice(0, all.indexOf(over)).filter((id) => left.has(id)).length
  }

  function orderTarget(list: HTMLElement, row: HTMLElement): Target {
    const { todos, depth, from } = drag!
    const listId = list.dataset.order!
    const tree = treeOf(listId, new Set(todos.map(({ id }) => id)))
    const box = row.getBoundingClientRect()
    const own = ownGap(tree, listId, row.dataset.row!)
    const isAfter = own === undefined && last.y > box.top + box.height / 2
    const index = own ?? tree.findIndex(({ id }) => id === row.dataset.row)
    const sideways = (last.x - from.x) * (isRtl() ? -1 : 1)
    const wanted = depth + Math.round(sideways / INDENT)
    const isFamily = todos.length > 1 || !!store.progressOf(todos[0]!)
    const gap = placeAt(tree, index + Number(isAfter), wanted, isFamily)
    return { kind: 'order', listId, gap, line: box, isAfter }
  }

  /** Beside the rows is as good as on them: who drags to the side leaves them soon. */
  function under(): Element | undefined {
    const { left, width } = drag!.row.getBoundingClientRect()
    return [last.x, left + width / 2]
      .map((x) => document.elementFromPoint(x, last.y))
      .find((element): element is Element => !!element?.closest(PLACES))
  }

  function find(): Target | null {
    const element = under()
    const place = element?.closest<HTMLElement>(PLACES)
    if (!element || !place) return null
    const { dropList, dropDay } = place.dataset
    if (dropList) return { kind: 'list', listId: dropList, element: place }
    if (dropDay) return { kind: 'day', due: dropDay, element: place }
    const row = element.closest<HTMLElement>('[data-row]')
    return row ? orderTarget(place, row) : null
  }

  function light(element: Element | null): void {
    if (lit !== element) lit?.classList.remove('drop-here')
    element?.classList.add('drop-here')
    lit = element
  }

  function drawLine(found: Target | null): void {
    if (found?.kind !== 'order') return line.remove()
    const { left, right, top, bottom } = found.line
    const indent = found.gap.parentId ? INDENT : 0
    const own = isRtl() ? { from: left, to: right - indent } : { from: left + indent, to: right }
    Object.assign(line.style, {
      left: `${own.from}px`,
      width: `${own.to - own.from}px`,
      top: `${(found.isAfter ? bottom : top) - 1}px`,
    })
    document.body.append(line)
  }

  function look(): void {
    target = find()
    light(target && target.kind !== 'order' ? target.element : null)
    drawLine(target)
  }

  // --- The way there ---

  function begin(): void {
    drag!.ghost = makeGhost(drag!.row)
    drag!.row.classList.add('dragged')
    document.documentElement.classList.add('dragging')
    frame = requestAnimationFrame(scroll)
  }

  /** Near the edge of the window the page moves along. */
  function scroll(): void {
    const room = window.innerHeight
    const by = last.y < EDGE ? last.y - EDGE : last.y > room - EDGE ? last.y - room + EDGE : 0
    if (by) {
      window.scrollBy(0, by / 5)
      look()
    }
    frame = requestAnimationFrame(scroll)
  }

  function onMove(event: PointerEvent): void {
    if (event.pointerId !== drag?.id) return
    last = { x: event.clientX, y: event.clientY }
    const [dx, dy] = [last.x - drag.from.x, last.y - drag.from.y]
    if (!drag.ghost && Math.hypot(dx, dy) < STARTS) return
    if (!drag.ghost) begin()
    drag.ghost!.style.transform = `translate(${dx}px, ${dy}px)`
    look()
  }

  function drop({ todos }: Drag, at: Target): void {
    if (at.kind === 'day') return actions.setDue(todos, at.due, { offer: true })
    if (at.kind === 'list') return actions.moveTo(todos, at.listId)
    const { parentId, index } = at.gap
    actions.place(todos, { listId: at.listId, parentId, index })
  }

  function end(commit: boolean): void {
    const [ended, at] = [drag, target]
    drag = target = null
    cancelAnimationFrame(frame)
    light(null)
    line.remove()
    if (!ended?.ghost) return
    ended.ghost.remove()
    ended.row.classList.remove('dragged')
    document.documentElement.classList.remove('dragging')
    if (commit && at) drop(ended, at)
  }

  function onDown(event: PointerEvent): void {
    const grip = (event.target as Element).closest?.('[data-grip]')
    const row = grip?.closest<HTMLElement>('[data-row]')
    const todo = row && store.byId(row.dataset.row!)
    if (!todo || event.button || drag) return
    event.preventDefault() // No text is selected on the way.
    const all = rows.value?.todos() ?? []
    const chosen = rows.value?.selected.value ?? new Set<string>()
    const todos = chosen.has(todo.id) ? all.filter(({ id }) => chosen.has(id)) : [todo]
    last = { x: event.clientX, y: event.clientY }
    const depth = store.parentOf(todo) ? 1 : 0
    drag = { id: event.pointerId, todos, row, from: last, ghost: null, depth }
  }

  function onKey(event: KeyboardEvent): void {
    if (!drag?.ghost || event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    end(false)
  }

  const lift = ({ pointerId }: PointerEvent, commit: boolean) => {
    if (pointerId === drag?.id) end(commit)
  }

  const off = new AbortController()
  const on = { signal: off.signal }
  document.addEventListener('pointerdown', onDown, on)
  document.addEventListener('pointermove', onMove, on)
  document.addEventListener('pointerup', (event) => lift(event, true), on)
  document.addEventListener('pointercancel', (event) => lift(event, false), on)
  document.addEventListener('keydown', onKey, { ...on, capture: true })
  onScopeDispose(() => {
    end(false)
    off.abort()
  })
}
