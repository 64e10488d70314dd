import { beforeEach, expect, it } from 'vitest'
import { belongTo, forgetPreferences, prefer, preferences } from './preferences'

beforeEach(() => {
  forgetPreferences()
  belongTo('ana')
  prefer('defaultList', 'home')
  prefer('reminders', 'on')
  prefer('weekStart', '0')
})

it('keeps all of it for who comes back', () => {
  belongTo('ana')
  expect(preferences).toMatchObject({ defaultList: 'home', reminders: 'on', weekStart: '0' })
})

it('gives the next person nothing but how the page looks', () => {
  belongTo('bo')
  expect(preferences).toMatchObject({ defaultList: '', reminders: 'off', weekStart: '0' })
  expect(localStorage.getItem('doable.preferences')).not.toMatch(/home|ana/)
})
