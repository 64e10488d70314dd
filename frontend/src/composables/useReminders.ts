import { computed, onScopeDispose } from 'vue'
import { useRouter } from 'vue-router'
import type { Todo } from '@/api/types'
import { t } from '@/i18n/rest'
import { describeTime } from '@/lib/dates'
import { onForget } from '@/lib/forgetting'
import { isTimeFor, takeUntold } from '@/lib/reminders'
import { useTodosStore } from '@/stores/todos'
import { useListName } from './useListName'

/** Not one timer for each: those sleep with the device, and this one looks at the clock. */
const LOOK_MS = 15_000
const LOCK = 'doable.reminders'

/** They name what is none of the business of who comes next. */
async function takeBack(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration()
  const notes = (await registration?.getNotifications()) ?? []
  notes.forEach((note) => note.close())
}
onForget(() => void takeBack().catch(() => {}))

const pathOf = ({ id }: Todo) => `/today?todo=${id}`

/** Tells of what is due now, once, whatever the number of tabs. */
export function useReminders(): void {
  const router = useRouter()
  const todos = useTodosStore()
  const listName = useListName()
  const timed = computed(() => todos.live.filter(({ dueTime, done }) => dueTime && !done))

  function optionsOf(todo: Todo): NotificationOptions {
    return {
      body: t.reminders.due(describeTime(todo.dueTime!), listName(todo)),
      tag: todo.id,
      icon: '/icons/icon-192.png',
      badge: '/icons/badge-96.png',
      data: { path: pathOf(todo) },
    }
  }

  function tellAlone(todo: Todo): void {
    const note = new Notification(todo.title, optionsOf(todo))
    note.onclick = () => {
      window.focus()
      note.close()
      void router.push(pathOf(todo))
    }
  }

  /** By the worker, who still hears the click when this tab is gone. */
  async function tell(todo: Todo): Promise<void> {
    const registration = await navigator.serviceWorker?.getRegistration()
    if (registration) await registration.showNotification(todo.title, optionsOf(todo))
    else tellAlone(todo)
  }

  /** Tabs take turns, so that each finds what the one before has told. */
  async function remind(due: readonly Todo[]): Promise<void> {
    const take = () => takeUntold(due, Date.now())
    const fresh = await (navigator.locks?.request(LOCK, take) ?? take())
    await Promise.all(fresh.map(tell))
  }

  function look(): void {
    if (!('Notification' in window) || Notification.permission !== 'granted') return
    const now = Date.now()
    const due = timed.value.filter((todo) => isTimeFor(todo, now))
    if (due.length) remind(due).catch(() => {}) // The page itself tells what is due.
  }

  look()
  const timer = window.setInterval(look, LOOK_MS)
  document.addEventListener('visibilitychange', look)
  onScopeDispose(() => {
    window.clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
  })
}
