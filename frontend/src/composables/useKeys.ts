import { onScopeDispose } from 'vue'
import { preferences } from '@/lib/preferences'
import { isSingleKey, nameOfKeys, SHORTCUTS, type Shortcut } from '@/lib/shortcuts'

/** What a key does; `false` when it did nothing, and the key is the browser's again. */
export type KeyAction = (event: KeyboardEvent) => unknown
export type KeyActions = Partial<Record<Shortcut, KeyAction>>

const TEXTLESS = new Set(['checkbox', 'radio', 'button', 'submit', 'range', 'color'])
const SEQUENCE_MS = 1_500
const listening = new Set<Map<string, KeyAction>>()
/** The first key of two, and until when it waits for the other one. */
let prefix = { key: '', until: 0 }

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !TEXTLESS.has(target.type)
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  )
}

/** Enter and Space belong to the control that has the focus. */
function isPress({ target, key }: KeyboardEvent): boolean {
  if (key !== 'Enter' && key !== ' ') return false
  if (target instanceof HTMLButtonElement) return true
  if (target instanceof HTMLInputElement) return key === ' '
  return target instanceof HTMLAnchorElement && key === 'Enter'
}

function isElsewhere(target: EventTarget | null): boolean {
  const open = document.querySelector('dialog:modal')
  if (open) return true
  return target instanceof Element && !!target.closest('[role=menu]')
}

const WHILE_TYPING = new Set<string>(SHORTCUTS.palette)
const HISTORY = new Set<string>([...SHORTCUTS.undo, ...SHORTCUTS.redo])

/** The box to add with has nothing of its own to take back while it is empty. */
function isForTyping(event: KeyboardEvent): boolean {
  const { target } = event
  const isEmpty = target instanceof HTMLInputElement && 'addBox' in target.dataset && !target.value
  const keys = nameOfKeys(event)
  return WHILE_TYPING.has(keys) || (isEmpty && HISTORY.has(keys))
}

function isForPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.repeat) return false
  // Some layouts write with both.
  if (event.altKey && (event.ctrlKey || event.metaKey)) return false
  if (isTyping(event.target) && !isForTyping(event)) return false
  return !isPress(event) && !isElsewhere(event.target)
}

/** Whoever came last is asked first; who did nothing lets the others be asked. */
function act(keys: string, event: KeyboardEvent): boolean {
  if (preferences.singleKeys === 'off' && isSingleKey(keys)) return false
  const actions = [...listening].reverse().flatMap((map) => map.get(keys) ?? [])
  return actions.some((act) => act(event) !== false)
}

const begins = (key: string) =>
  [...listening].some((map) => [...map.keys()].some((keys) => keys.startsWith(`${key} `)))

function listen(event: KeyboardEvent): void {
  if (!isForPage(event)) return
  const key = nameOfKeys(event)
  const isSecond = prefix.key && Date.now() < prefix.until
  const keys = isSecond ? `${prefix.key} ${key}` : key
  prefix = { key: '', until: 0 }
  if (act(keys, event) || isSecond) return event.preventDefault()
  if (!isSecond && isSingleKey(key) && begins(key))
    prefix = { key, until: Date.now() + SEQUENCE_MS }
}

/** Keys for the whole page, for as long as the scope lives. */
export function useKeys(actions: KeyActions): void {
  const pairs = Object.entries(actions) as [Shortcut, KeyAction][]
  const map = new Map(pairs.flatMap(([name, act]) => SHORTCUTS[name].map((keys) => [keys, act])))
  if (!listening.size) document.addEventListener('keydown', listen)
  listening.add(map)
  onScopeDispose(() => {
    listening.delete(map)
    if (!listening.size) document.removeEventListener('keydown', listen)
  })
}
