import { reactive, readonly } from 'vue'
import { readJson, writeJson } from './storage'

/**
 * How a person likes the page, in this browser: nothing of it is sent anywhere. `auto` leaves it to
 * the browser's own region.
 */
export interface Preferences {
  /** Whose they are, by the id of the person. */
  owner: string
  language: string
  dateOrder: 'auto' | 'dmy' | 'mdy' | 'ymd'
  /** The first day of a week, as in `Date.prototype.getDay`. */
  weekStart: 'auto' | '0' | '1' | '6'
  /** Where quick add puts what names no list; '' is the Inbox. */
  defaultList: string
  singleKeys: 'on' | 'off'
  /** Whether ticking a to-do ticks what is open below it. */
  withChildren: 'ask' | 'always' | 'never'
  reminders: 'on' | 'off'
}

const DEFAULTS: Preferences = {
  owner: '',
  language: 'auto',
  dateOrder: 'auto',
  weekStart: 'auto',
  defaultList: '',
  singleKeys: 'on',
  withChildren: 'ask',
  reminders: 'off',
}
const KEY = 'doable.preferences'
/** What says something about the person. How the page looks and speaks is a matter of the device. */
const PERSONAL = ['defaultList', 'withChildren', 'reminders'] as const

const read = () => readJson<Partial<Preferences>>(KEY, {})
const write = () => writeJson(KEY, kept)

const kept = reactive<Preferences>({ ...DEFAULTS, ...read() })

export const preferences = readonly(kept)

export function prefer<K extends keyof Preferences>(name: K, value: Preferences[K]): void {
  Object.assign(kept, read()) // Another tab may have chosen something meanwhile.
  kept[name] = value
  write()
}

/** Somebody else finds nothing of who was here before; who comes back finds all of it. */
export function belongTo(person: string, onOther: () => void = () => {}): void {
  const { owner } = kept
  if (owner === person) return
  if (owner) onOther()
  if (owner) Object.assign(kept, Object.fromEntries(PERSONAL.map((name) => [name, DEFAULTS[name]])))
  kept.owner = person
  write()
}

/** For tests, which begin as a new browser does. */
export function forgetPreferences(): void {
  Object.assign(kept, DEFAULTS)
  localStorage.removeItem(KEY)
}
