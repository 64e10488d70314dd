import { flushPromises } from '@vue/test-utils'
import { defineComponent, h } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import DetailHost from '@/components/detail/DetailHost.vue'
import { eventually } from '@/test/eventually'
import { INBOX, makeTodo } from '@/test/fakeServer'
import { allByRole, byRole, click, mountPage, press, rowTitles, said, type } from '@/test/mountPage'
import { useChangesStore } from '@/stores/changes'
import SearchView from '@/views/SearchView.vue'

const todos = ['one', 'two', 'three'].map((name, index) =>
  makeTodo({ id: name, title: `milk ${name}`, order: `a${index}` }),
)
const Page = defineComponent({
  render: () => [h(SearchView), h(DetailHost), h('a', { href: '/today' }, 'Today')],
})
const title = () => byRole<HTMLTextAreaElement>('textbox', 'Title')

let page: Awaited<ReturnType<typeof mountPage>>

beforeEach(async () => {
  vi.stubGlobal('matchMedia', () => ({
    matches: true,
    addEventListener() {},
    removeEventListener() {},
  }))
  page = await mountPage(Page, { seed: { todos }, path: '/search?q=milk&todo=one' })
})

afterEach(() => {
  vi.unstubAllGlobals()
  page.unmount()
  document.body.innerHTML = ''
})

describe('the open to-do', () => {
  it('stays open, with the focus, when its row leaves the view', async () => {
    title().focus()
    await type(title(), 'oat drink')
    useChangesStore().patch({ id: 'one', listId: INBOX }, { title: 'oat drink' })
    await flushPromises()
    expect(rowTitles()).toHaveLength(2)
    expect(document.activeElement).toBe(title())
    await press('Delete')
    expect(rowTitles()).toHaveLength(2)
    await press('Escape')
    await eventually(() => expect(page.router.currentRoute.value.query).toEqual({ q: 'milk' }))
    expect(document.activeElement?.closest('[data-row]')).toBeTruthy()
  })

  it('closes when it is deleted, and the focus goes to the next row', async () => {
    HTMLElement.prototype.showPopover = () => {}
    byRole('button', 'More actions').focus()
    await click(byRole('button', 'More actions'))
    await click(byRole('menuitem', 'Delete'))
    await eventually(() => expect(page.router.currentRoute.value.query).toEqual({ q: 'milk' }))
    await flushPromises()
    expect(rowTitles()).toHaveLength(2)
    expect(document.activeElement).toBe(byRole('link', 'milk'))
  })
})

it('leaves no details open behind a double click', async () => {
  page.unmount()
  page = await mountPage(Page, { seed: { todos }, path: '/search?q=milk' })
  const link = byRole('link', 'milk')
  await click(link, { detail: 1 })
  expect(page.router.currentRoute.value.query.todo).toBeTruthy()
  await click(link, { detail: 2 })
  link.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }))
  await eventually(() => expect(page.router.currentRoute.value.query).toEqual({ q: 'milk' }))
  await flushPromises()
  expect(document.activeElement).toBe(byRole('textbox', 'Edit title'))
})

describe('an address that leads to no to-do', () => {
  it('is left once the view has loaded, and that is said', async () => {
    page.unmount()
    page = await mountPage(Page, { seed: { todos }, path: '/search?q=milk&todo=gone' })
    await eventually(() => expect(page.router.currentRoute.value.query).toEqual({ q: 'milk' }))
    await flushPromises()
    expect(said()).toBe('That to-do is not here any more.')
  })

  it('is kept as long as nobody knows', async () => {
    page.unmount()
    const path = '/search?q=milk&todo=gone'
    page = await mountPage(Page, { seed: { todos }, path, early: true })
    expect(page.router.currentRoute.value.query).toEqual({ q: 'milk', todo: 'gone' })
  })
})

describe('a key', () => {
  it.each(['Delete', 'Backspace', 'e', ' ', 'Enter'])(
    '“%s” is nothing when the focus is not on a row',
    async (key) => {
      for (const element of [byRole('link', 'Today'), byRole('button', 'None')]) {
        element.focus()
        await press(key)
      }
      expect(page.ops).toEqual([])
      expect(allByRole('textbox', 'Title')).toHaveLength(1)
    },
  )

  it('“Backspace” deletes nothing', async () => {
    allByRole('link', 'milk')[1]!.focus()
    await press('Backspace')
    expect(page.ops).toEqual([])
  })
})
