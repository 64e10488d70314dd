import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startLanguage } from '@/i18n'
import { t } from '@/i18n/rest'
import { namesOfKeys } from '@/lib/keyNames'
import { prefer } from '@/lib/preferences'
import { SHORTCUTS, type Shortcut } from '@/lib/shortcuts'
import { byRole, mountPage } from '@/test/mountPage'
import { GROUPS } from './groups'
import HelpSheet from './HelpSheet.vue'

let page: Awaited<ReturnType<typeof mountPage>> | undefined

afterEach(async () => {
  page?.unmount()
  document.body.innerHTML = ''
  await startLanguage(['en-GB'])
})

const NAMES = Object.keys(SHORTCUTS) as Shortcut[]

/** What stands beside each name. */
function rows(): Map<string, string[][]> {
  const all = [...document.querySelectorAll('dl > div:has(.keys)')].map((row) => {
    const ways = [...row.querySelectorAll('.keys')].map((way) =>
      [...way.querySelectorAll('kbd')].map(({ textContent }) => textContent!),
    )
    return [row.querySelector('dt')!.textContent!, ways] as const
  })
  return new Map(all)
}

it('has every key in one group', () => {
  expect(Object.values(GROUPS).flat().sort()).toEqual([...NAMES].sort())
})

describe.each(['en', 'de'])('in %s', (language) => {
  beforeEach(async () => {
    await startLanguage([language])
    page = await mountPage(HelpSheet)
  })

  it('names every key of the table, and all ways to press it', () => {
    const found = rows()
    for (const name of NAMES) {
      const ways = SHORTCUTS[name].map((keys) => namesOfKeys(keys).flat())
      expect([name, found.get(t.shortcut[name])]).toEqual([name, ways])
    }
  })

  it('tells of touch, of editing a title and of what can be typed', () => {
    const text = document.querySelector('dialog')!.textContent
    for (const part of [t.help.swipeRight, t.help.swipeLeft, t.help.grip, t.keys.Tab, '@', '//'])
      expect(text).toContain(part)
  })
})

it('says that keys of one character are off', async () => {
  page = await mountPage(HelpSheet)
  expect(document.body.textContent).not.toContain(t.help.off)
  page?.unmount()
  prefer('singleKeys', 'off')
  page = await mountPage(HelpSheet)
  expect(document.body.textContent).toContain(t.help.off)
  expect(byRole('link', t.help.settings).getAttribute('href')).toBe('/settings')
  prefer('singleKeys', 'on')
})
