import { computed, ref, shallowRef } from 'vue'
import type { Calendar } from '@/api/account'
import { t } from '@/i18n/rest'
import { orLook, useAttempt } from './useAttempt'
import { useOwn } from './useOwn'

/** The address at which the person's calendars find the to-dos. What did not work says so in `failure`. */
export function useCalendar() {
  const own = useOwn()
  const { isBusy, failure, attempt } = useAttempt(t.calendar.reason)
  /** Null until the server has told. */
  const calendar = shallowRef<Calendar | null>(null)
  const path = ref('')
  /** Whole, and known only to who has just made it. */
  const address = computed(() => path.value && `${location.origin}${path.value}`)
  /** What programs on this device take for a calendar to subscribe to. */
  const subscription = computed(() => address.value.replace(/^https?:/, 'webcal:'))

  async function see(): Promise<void> {
    const found = await own.calendar()
    if (found.createdAt !== calendar.value?.createdAt) path.value = ''
    calendar.value = found
  }
  const look = () => attempt(see)

  /** Of all lists, or of one. The address that there was is worth nothing from then on. */
  const make = (listId: string | null) =>
    attempt(async () => {
      const made = await orLook(own.makeCalendar(listId), see)
      path.value = made.path
      calendar.value = made.about
    })

  const remove = () =>
    attempt(async () => {
      await own.removeCalendar()
      path.value = ''
      calendar.value = { exists: false, createdAt: null, listId: null }
    })

  return { isBusy, failure, calendar, address, subscription, look, make, remove }
}
