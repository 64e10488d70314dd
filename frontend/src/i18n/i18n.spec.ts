import { afterEach, expect, it } from 'vitest'
import { forgetPreferences, prefer } from '@/lib/preferences'
import { quoted } from '@/lib/text'
import { locale, startLanguage, t } from '.'

afterEach(async () => {
  forgetPreferences()
  await startLanguage(['en-GB'])
})

it.each([
  [['de-AT', 'en'], 'de-AT', 'Heute'],
  [['fr-FR', 'en-US'], 'en-US', 'Today'],
  [['fr-FR', 'ja'], 'en', 'Today'],
  [[], 'en', 'Today'],
])('speaks to a browser that wishes for %j', async (wishes, tag, today) => {
  await startLanguage(wishes)
  expect(locale).toBe(tag)
  expect(t.dates.today).toBe(today)
  expect(document.documentElement.lang).toBe(tag.slice(0, 2))
})

it.each([
  [['en-US', 'de-CH'], 'de-CH'],
  [['en-US'], 'de'],
])(
  'speaks what was chosen, with the region of a browser that wishes for %j',
  async (wishes, tag) => {
    prefer('language', 'de')
    await startLanguage(wishes)
    expect(locale).toBe(tag)
    expect(t.common.undo).toBe('Rückgängig')
  },
)

it('goes back to English', async () => {
  await startLanguage(['de'])
  await startLanguage(['en'])
  expect(t.common.undo).toBe('Undo')
})

it('quotes as the language does', async () => {
  await startLanguage(['de'])
  expect(quoted('„Emma“ lesen')).toBe('„‚Emma‘ lesen“')
  expect(quoted('Read “Emma”')).toBe('„Read ‚Emma‘“')
})
