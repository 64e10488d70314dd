import { flushPromises } from '@vue/test-utils'
import { defineComponent, h } from 'vue'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { useQuickAddHost } from '@/composables/useQuickAdd'
import { eventually } from '@/test/eventually'
import { click, mountPage, type } from '@/test/mountPage'
import QuickAdd from './QuickAdd.vue'

/** Of the shell, what belongs to the dialog. */
const Host = defineComponent({
  setup() {
    const { asked, ask, dismiss } = useQuickAddHost()
    return () => [
      h('button', { onClick: () => ask() }, 'Open'),
      asked.value ? h(QuickAdd, { preset: asked.value, onClose: dismiss }) : null,
    ]
  },
})

let page: Awaited<ReturnType<typeof mountPage>>
const dialog = () => document.querySelector('dialog')
const box = () => document.querySelector<HTMLInputElement>('[data-quick-add]')!

async function open() {
  await click(document.querySelector('button')!)
}

beforeEach(async () => {
  HTMLDialogElement.prototype.showModal ??= () => {}
  page = await mountPage(Host, { path: '/before' })
  await page.router.push('/today')
  await open()
})

afterEach(() => {
  page.unmount()
  document.body.innerHTML = ''
})

it('closes on a tap beside it, but not with something typed in it', async () => {
  await type(box(), 'Jam')
  await click(dialog()!)
  expect(box().value).toBe('Jam')
  await type(box(), '')
  await click(dialog()!)
  expect(dialog()).toBeNull()
})

it('keeps what was typed for the next time, until it is added', async () => {
  await type(box(), 'Jam')
  dialog()!.dispatchEvent(new Event('cancel', { cancelable: true }))
  await eventually(() => expect(dialog()).toBeNull())
  await open()
  expect(box().value).toBe('Jam')
  document.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()
  await page.synced()
  expect([...page.server.todos.values()][0]!.title).toBe('Jam')
  expect(box().value).toBe('')
})

it('closes on Back, and stays on the page', async () => {
  page.router.back()
  await eventually(() => expect(dialog()).toBeNull())
  await flushPromises()
  expect(page.router.currentRoute.value.path).toBe('/today')
})

it('leaves no step in the history when it closes', async () => {
  dialog()!.dispatchEvent(new Event('cancel', { cancelable: true }))
  await eventually(() => expect(dialog()).toBeNull())
  await flushPromises()
  page.router.back()
  await eventually(() => expect(page.router.currentRoute.value.path).toBe('/before'))
})

it('keeps nothing for the next person', async () => {
  await type(box(), 'Jam')
  page.unmount()
  document.body.innerHTML = ''
  page = await mountPage(Host)
  await open()
  expect(box().value).toBe('')
})
