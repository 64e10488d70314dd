import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { defineComponent } from 'vue'
import { mountPage } from '@/test/mountPage'
import { useAddLink } from './useAddLink'
import { useQuickAddHost } from './useQuickAdd'

let quickAdd: ReturnType<typeof useQuickAddHost>
let page: Awaited<ReturnType<typeof mountPage>>

const View = defineComponent({
  setup() {
    quickAdd = useQuickAddHost()
    useAddLink()
    return () => null
  },
})

const at = () => page.router.currentRoute.value.fullPath

afterEach(() => page.unmount())

it('opens the dialog, for the view that it names, and not again after a reload', async () => {
  page = await mountPage(View, { path: '/lists/home?add=1&filter=active' })
  expect(quickAdd.asked.value).toMatchObject({ listId: 'home' })
  expect(at()).toBe('/lists/home?filter=active')
  expect(quickAdd.draft.value).toBe('')
})

it('writes what was shared into it', async () => {
  page = await mountPage(View, {
    path: '/inbox?add=1&title=Tide+tables&text=&url=https://example.org/t%3Fa%3D1',
  })
  expect(quickAdd.draft.value).toBe('Tide tables')
  expect(quickAdd.notes.value).toBe('https://example.org/t?a=1')
  expect(at()).toBe('/inbox')
})

it('keeps what was being typed', async () => {
  page = await mountPage(View, { path: '/inbox' })
  expect(quickAdd.asked.value).toBeNull()
  quickAdd.draft.value = 'Read'
  await page.router.push('/inbox?add=1&url=https://example.org/')
  await flushPromises()
  expect(quickAdd.draft.value).toBe('Read https://example.org/')
})
