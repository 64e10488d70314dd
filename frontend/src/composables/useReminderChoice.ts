import { computed, onScopeDispose, ref } from 'vue'
import { t } from '@/i18n/rest'
import { isIos } from '@/lib/platform'
import { prefer, preferences } from '@/lib/preferences'

/** Null where there are no notifications at all. */
const permitted = () => ('Notification' in window ? Notification.permission : null)

/** Whether the person wants reminders, and whether the browser lets them through. */
export function useReminderChoice() {
  const permission = ref(permitted())
  const isOn = computed(() => preferences.reminders === 'on' && permission.value === 'granted')

  const problem = computed(() => {
    if (permission.value === 'denied') return t.reminders.denied
    if (permission.value !== null) return ''
    return isIos() ? t.reminders.noneYet : t.reminders.none
  })

  async function set(on: boolean): Promise<void> {
    if (on && permission.value !== null) permission.value = await Notification.requestPermission()
    prefer('reminders', on && permission.value === 'granted' ? 'on' : 'off')
  }

  /** Who went to the settings of the browser comes back from there. */
  function look(): void {
    permission.value = permitted()
  }
  document.addEventListener('visibilitychange', look)
  onScopeDispose(() => document.removeEventListener('visibilitychange', look))

  return { isOn, hint: t.reminders.hint, problem, set }
}
