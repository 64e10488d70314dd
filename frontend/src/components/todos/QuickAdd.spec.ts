import { flushPromises } from '@vue/test-utils'
import { defineComponent, h } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useQuickAddHost, type Preset } from '@/composables/useQuickAdd'
import { eventually } from '@/test/eventually'
import { INBOX } from '@/test/fakeServer'
import { useTodosStore } from '@/stores/todos'
import { allByRole, byRole, click, mountPage, type } from '@/test/mountPage'
import QuickAdd from './QuickAdd.vue'

let preset: Preset = {}

/** Of the shell, what belongs to the dialog. */
const Host = defineComponent({
  setup() {
    const { asked, ask, dismiss } = useQuickAddHost()
    return () => [
      h('button', { onClick: () => ask(preset) }, 'Open'),
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
  vi.useFakeTimers({ now: new Date(2026, 10, 23, 12), toFake: ['Date'] })
  preset = {}
  page = await mountPage(Host, { path: '/before', seed: { lists: [{ id: 'home', name: 'Home' }] } })
  await page.router.push('/today')
  await open()
})

afterEach(() => {
  vi.useRealTimers()
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

describe('what is typed and what is chosen', () => {
  const chosen = () =>
    allByRole('button')
      .filter((button) => button.getAttribute('aria-pressed') === 'true')
      .map(({ textContent }) => textContent)
  const list = () => document.querySelector('select')!
  const chips = () =>
    [...document.querySelectorAll('li .text')].map(({ textContent }) => textContent)

  async function add() {
    document.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
    await flushPromises()
    return useTodosStore().live.at(-1)
  }

  async function choose(listId: string) {
    list().value = listId
    list().dispatchEvent(new Event('change'))
    await flushPromises()
  }

  it('agree', async () => {
    await type(box(), 'Jam tomorrow #home p1')
    expect(chosen()).toEqual(['Tomorrow', 'Urgent'])
    expect(list().value).toBe('home')
    await click(byRole('button', 'Today'))
    await click(byRole('button', 'High'))
    await choose(INBOX)
    expect(chips()).toEqual(['Today', 'Inbox', 'High'])
    expect(await add()).toMatchObject({
      ...{ title: 'Jam', due: '2026-11-23', priority: 2, listId: INBOX },
    })
  })

  it('agree: who is no member of the list that is chosen is not named', async () => {
    await page.meanwhile(() => page.server.share('home', 'anna', 'editor', 'Anna'))
    await choose('home')
    await type(box(), 'Jam +anna')
    expect(chips()).toEqual(['Anna'])
    await choose(INBOX)
    expect(chips()).toEqual([])
    await choose('home')
    expect(await add()).toMatchObject({ title: 'Jam', listId: 'home', assignee: 'anna' })
  })

  it('agree: what is typed anew counts again', async () => {
    await type(box(), 'Jam tomorrow')
    await click(byRole('button', 'Today'))
    await type(box(), 'Raspberry jam tomorrow')
    expect(chips()).toEqual(['Today'])
    await type(box(), 'Raspberry jam next week')
    expect(chosen()).toEqual(['Next week', 'None'])
  })

  it('agree: a time goes with the day that was chosen', async () => {
    await click(byRole('button', 'Tomorrow'))
    await type(box(), 'Jam 5pm')
    expect(chips()).toEqual(['Tomorrow · 17:00'])
    expect(await add()).toMatchObject({ due: '2026-11-24', dueTime: '17:00' })
  })

  it('agree: with no day, the words for it are words', async () => {
    await type(box(), 'Jam tomorrow 5pm p1')
    await click(byRole('button', 'None'))
    expect(chips()).toEqual(['Urgent'])
    expect(await add()).toMatchObject({ title: 'Jam tomorrow 5pm', due: null, dueTime: null })
  })

  it('gives notes and words their room, and goes on to the next one', async () => {
    await type(box(), 'Jam // from the market')
    await type(document.querySelector('textarea')!, 'Not too sweet')
    await click(byRole('button', 'Today'))
    await choose('home')
    expect((await add())!.notes).toBe('Not too sweet\nfrom the market')
    expect(document.querySelector('textarea')!.value).toBe('')
    expect(chosen()).toEqual(['None', 'None'])
    expect(list().value).toBe('home')
    expect(document.activeElement).toBe(box())
  })

  it('goes with the tag of the place, as long as that is wanted', async () => {
    dialog()!.dispatchEvent(new Event('cancel', { cancelable: true }))
    await eventually(() => expect(dialog()).toBeNull())
    preset = { tag: 'shop' }
    await open()
    await type(box(), 'Jam')
    expect(await add()).toMatchObject({ tags: ['shop'] })
    await click(byRole('button', 'Without the tag shop'))
    await type(box(), 'Tea')
    expect(await add()).toMatchObject({ title: 'Tea', tags: [] })
  })
})
