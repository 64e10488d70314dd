import { flushPromises } from '@vue/test-utils'
import { defineComponent, h, nextTick } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSession, createVault, setSession } from '@/auth'
import ShellExtras from '@/components/shell/ShellExtras.vue'
import { useOverlay } from '@/composables/useOverlay'
import { useQuickAdd } from '@/composables/useQuickAdd'
import { useRows } from '@/composables/useRows'
import { eventually } from '@/test/eventually'
import { INBOX, makeTodo } from '@/test/fakeServer'
import { mountPage, press, type } from '@/test/mountPage'
import TodayView from '@/views/TodayView.vue'

const seed = {
  lists: [
    { id: 'home', name: 'Home' },
    { id: 'old', name: 'Old holidays', archived: true },
  ],
  todos: [
    makeTodo({ id: '1', title: 'Passport', due: '2026-11-22', listId: 'home' }),
    makeTodo({ id: '2', title: 'Milk for the café', due: '2026-11-23', done: true }),
    makeTodo({ id: '3', title: 'Oat milk', tags: ['errand'] }),
    makeTodo({ id: '4', title: 'Milk', deletedAt: '2026-11-20T10:00:00.000Z' }),
  ],
}

let page: Awaited<ReturnType<typeof mountPage>>
let quickAdd: ReturnType<typeof useQuickAdd>

const Shell = defineComponent({
  setup() {
    quickAdd = useQuickAdd()
    return () => h(ShellExtras)
  },
})
const box = () => document.querySelector<HTMLInputElement>('.palette [role=combobox]')!
const options = () => [...document.querySelectorAll<HTMLElement>('.palette [role=option]')]
const names = () => options().map((one) => one.querySelector('.name')!.textContent)
const active = () => document.querySelector('.palette [aria-selected=true] .name')?.textContent
const headings = () => [...document.querySelectorAll('.heading')].map((one) => one.textContent)
const rowLink = (id: string) =>
  document.querySelector<HTMLElement>(`[data-row="${id}"] [data-row-link]`)!

async function open() {
  useOverlay().show('palette')
  await eventually(() => expect(box()).not.toBeNull())
  await nextTick()
}

async function enter(query: string) {
  await type(box(), query)
  await press('Enter', box())
}

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date(2026, 10, 23, 9), toFake: ['Date'] })
  const endpoint = { refresh: async () => null, revoke: async () => {} }
  setSession(createSession({ endpoint, vault: createVault() }))
  page = await mountPage(TodayView, { path: '/today', seed, also: Shell })
})

afterEach(() => {
  vi.useRealTimers()
  useOverlay().hide()
  page.unmount()
  document.body.innerHTML = ''
})

describe('without a word', () => {
  it('shows what can be done, with its keys, and the lists', async () => {
    await open()
    expect(headings()).toEqual(['Actions', 'Lists'])
    expect(names()).toEqual(expect.arrayContaining(['Add a to-do', 'Undo', 'Go to Today', 'Home']))
    expect(options()[0]!.querySelector('.keys')!.textContent).toBe('Q')
    expect(document.activeElement).toBe(box())
  })

  it('begins with the to-do that had the focus', async () => {
    rowLink('1').focus()
    await open()
    expect(headings()[0]).toBe('“Passport”')
    expect(active()).toBe('Complete')
    await press('Enter', box())
    await page.synced()
    expect(page.server.todos.get('1')!.done).toBe(true)
    expect(document.querySelector('dialog')).toBeNull()
  })

  it('gives the focus back', async () => {
    rowLink('1').focus()
    await open()
    document.querySelector('dialog')!.dispatchEvent(new Event('cancel', { cancelable: true }))
    await flushPromises()
    expect(document.activeElement).toBe(rowLink('1'))
  })
})

describe('with words', () => {
  beforeEach(open)

  it('finds every word somewhere, whatever its capitals and accents', async () => {
    await type(box(), 'CAFE mil')
    expect(names()[0]).toBe('Milk for the café')
  })

  it('puts first what begins with it and is still to be done, and leaves out what is deleted', async () => {
    await type(box(), 'milk')
    expect(headings()).toEqual(['To-dos'])
    expect(names()).toEqual([
      'Milk for the café',
      'Oat milk',
      'Add the to-do “milk”',
      'Search everywhere for “milk”',
    ])
  })

  it('finds lists, also archived ones, and tags', async () => {
    await type(box(), 'ho')
    expect(names()).toEqual(expect.arrayContaining(['Home', 'Old holidays']))
    await enter('errand')
    expect(page.router.currentRoute.value.path).toBe('/tags/errand')
  })

  it('goes to views and lists', async () => {
    await enter('upc')
    expect(page.router.currentRoute.value.path).toBe('/upcoming')
    await open()
    await enter('home')
    expect(page.router.currentRoute.value.path).toBe('/lists/home')
  })

  it('opens a to-do where it is in sight, else in its list', async () => {
    await enter('passport')
    expect(page.router.currentRoute.value.fullPath).toBe('/today?todo=1')
    await open()
    await enter('oat')
    expect(page.router.currentRoute.value.fullPath).toBe('/inbox?todo=3')
  })

  it('takes what was typed to the box to add with, or to the search', async () => {
    await enter('Bake bread')
    expect(quickAdd.draft.value).toBe('Bake bread')
    expect(quickAdd.asked.value).toMatchObject({ due: '2026-11-23' })
    await open()
    await type(box(), 'Bake bread')
    await press('ArrowDown', box())
    await press('Enter', box())
    expect(page.router.currentRoute.value.fullPath).toBe('/search?q=Bake+bread')
  })

  it('is walked through by the arrows, around the ends', async () => {
    await type(box(), 'milk')
    await press('ArrowUp', box())
    expect(active()).toBe('Search everywhere for “milk”')
    await press('ArrowDown', box())
    expect(active()).toBe('Milk for the café')
    expect(box().getAttribute('aria-activedescendant')).toBe(options()[0]!.id)
    await press('PageDown', box())
    expect(active()).toBe('Search everywhere for “milk”')
  })
})

it('is quick among ten thousand to-dos', async () => {
  page.unmount()
  const words = ['milk', 'bread', 'report', 'passport', 'tide', 'garden', 'Übung']
  const todos = Array.from({ length: 10_000 }, (_, n) =>
    makeTodo({ id: `t${n}`, title: `${words[n % 7]} ${words[(n * 3) % 7]} ${n}`, listId: INBOX }),
  )
  const View = { setup: () => useRows(() => []), render: () => null }
  page = await mountPage(View, { seed: { todos }, also: Shell })
  vi.useRealTimers()
  await open()
  await type(box(), 'm')
  const started = performance.now()
  for (const text of ['mi', 'mil', 'mil 9', 'mil 99']) await type(box(), text)
  // In Chromium it is a tenth of this: tests/e2e/test_palette.py.
  expect((performance.now() - started) / 4).toBeLessThan(150)
  expect(names()[0]).toMatch(/^milk .* 99/)
})
