import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { t } from '@/i18n/rest'
import { forgetPreferences, preferences } from '@/lib/preferences'
import { useReminderChoice } from './useReminderChoice'

let scope: EffectScope
const requestPermission = vi.fn<() => Promise<NotificationPermission>>()
const browser = { permission: 'default' as NotificationPermission, requestPermission }

const open = () => scope.run(useReminderChoice)!

beforeEach(() => {
  forgetPreferences()
  requestPermission.mockReset()
  browser.permission = 'default'
  vi.stubGlobal('Notification', browser)
  scope = effectScope()
})

afterEach(() => scope.stop())

it('asks the browser, and is on where that says yes', async () => {
  requestPermission.mockResolvedValue('granted')
  const { isOn, problem, set } = open()
  await set(true)
  expect([isOn.value, problem.value, preferences.reminders]).toEqual([true, '', 'on'])
  await set(false)
  expect([isOn.value, preferences.reminders]).toEqual([false, 'off'])
  expect(requestPermission).toHaveBeenCalledOnce()
})

it('stays off where that says no, and says what to do', async () => {
  requestPermission.mockResolvedValue('denied')
  const { isOn, problem, set } = open()
  await set(true)
  expect([isOn.value, problem.value]).toEqual([false, t.reminders.denied])
  expect(preferences.reminders).toBe('off')
})

it('sees what was allowed meanwhile', () => {
  browser.permission = 'denied'
  const { problem } = open()
  expect(problem.value).toBe(t.reminders.denied)
  browser.permission = 'granted'
  document.dispatchEvent(new Event('visibilitychange'))
  expect(problem.value).toBe('')
})

it('says that there is nothing to allow', async () => {
  vi.stubGlobal('Notification', undefined)
  // What is undefined is in the window all the same.
  delete (window as { Notification?: unknown }).Notification
  const { isOn, problem, set } = open()
  await set(true)
  expect([isOn.value, problem.value]).toEqual([false, t.reminders.none])
})
