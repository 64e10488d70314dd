import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSession, createVault, setSession } from '@/auth'
import { forgetPreferences, preferences } from '@/lib/preferences'
import { useChangesStore } from '@/stores/changes'
import { useTodosStore } from '@/stores/todos'
import { INBOX } from '@/test/fakeServer'
import { click, mountPage, press } from '@/test/mountPage'
import { makeTokens } from '@/test/tokens'
import SettingsView from './SettingsView.vue'

const seed = {
  lists: [
    { id: 'home', name: 'Home' },
    { id: 'old', name: 'Old', archived: true },
  ],
}
let page: Awaited<ReturnType<typeof mountPage>>

beforeEach(async () => {
  const endpoint = { refresh: async () => null, revoke: async () => {} }
  const session = createSession({ endpoint, vault: createVault() })
  session.start(makeTokens(), { keep: false })
  setSession(session)
  page = await mountPage(SettingsView, { path: '/settings', seed })
  forgetPreferences()
})

afterEach(() => {
  page.unmount()
  document.body.innerHTML = ''
})

function control<T extends HTMLElement>(label: string): T {
  const found = [...document.querySelectorAll('label')].find((one) => one.textContent === label)
  return document.getElementById(found!.htmlFor) as T
}

const optionsOf = (label: string) =>
  [...control<HTMLSelectElement>(label).options].map(({ text }) => text)

function choose(label: string, value: string) {
  const select = control<HTMLSelectElement>(label)
  select.value = value
  select.dispatchEvent(new Event('change'))
}

it('offers each language in its own words', () => {
  expect(optionsOf('Language')).toEqual(expect.arrayContaining(['Automatic', 'English', 'Deutsch']))
})

it('loads the page anew in another language', () => {
  const reload = vi.spyOn(location, 'reload').mockImplementation(() => {})
  choose('Language', 'de')
  expect(preferences.language).toBe('de')
  expect(reload).toHaveBeenCalledOnce()
})

describe('with the keyboard, a closed box', () => {
  it('chooses nothing on the way, and what it stands on when it is left', async () => {
    const select = control<HTMLSelectElement>('First day of the week')
    for (const value of ['1', '0']) {
      await press('ArrowDown', select)
      choose('First day of the week', value)
    }
    expect(preferences.weekStart).toBe('auto')
    select.dispatchEvent(new Event('blur'))
    expect(preferences.weekStart).toBe('0')
  })
})

it('shows at once how a date looks', async () => {
  choose('Order of dates', 'mdy')
  await page.synced()
  expect(document.body.textContent).toMatch(/For example: \w+, [A-Z]\w+ \d+/)
})

it('puts what names no list into the one that was chosen, as long as that is in use', async () => {
  expect(optionsOf('List for new to-dos')).toEqual(['Inbox', 'Home'])
  choose('List for new to-dos', 'home')
  const changes = useChangesStore()
  const listOf = (id: string) => useTodosStore().byId(id)!.listId
  expect(listOf(changes.add(null, { title: 'Milk' }))).toBe('home')
  changes.updateList('home', { archived: true })
  expect(listOf(changes.add(null, { title: 'Tea' }))).toBe(INBOX)
})

it('has a switch for the keys, and one for the question about sub-to-dos', async () => {
  await click(control('Keys of one character'))
  expect(preferences.singleKeys).toBe('off')
  choose('Completing a to-do with open sub-to-dos', 'never')
  expect(preferences.withChildren).toBe('never')
})
