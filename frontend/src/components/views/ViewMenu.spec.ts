import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useViewOptions } from '@/composables/useViewOptions'
import { forgetViews, views } from '@/lib/views'
import { eventually } from '@/test/eventually'
import { INBOX, makeTodo } from '@/test/fakeServer'
import { allByRole, byRole, click, mountPage, rowTitles } from '@/test/mountPage'
import InboxView from '@/views/InboxView.vue'

const seed = {
  todos: [
    makeTodo({ id: 'a', order: 'a0', title: 'Pear', due: '2026-11-24' }),
    makeTodo({ id: 'b', order: 'a1', title: 'Apple', priority: 1, tags: ['fruit'] }),
    makeTodo({ id: 'c', order: 'a2', title: 'Seeds', parentId: 'b' }),
    makeTodo({ id: 'd', order: 'a3', title: 'Fig', due: '2026-11-23', tags: ['fruit'] }),
  ],
}
let page: Awaited<ReturnType<typeof mountPage>>

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date(2026, 10, 23, 9), toFake: ['Date'] })
  HTMLElement.prototype.showPopover ??= () => {}
  page = await mountPage(InboxView, { seed, path: '/inbox' })
})

afterEach(() => {
  vi.useRealTimers()
  page.unmount()
  forgetViews()
  document.body.innerHTML = ''
})

async function openMenu(): Promise<void> {
  const button = await eventually(() => byRole('button', 'Sort and filter'))
  await click(button)
}

async function choose(name: string): Promise<void> {
  await openMenu()
  await click(byRole('menuitemradio', name))
  await click(byRole('button', 'Sort and filter'))
}

const list = () => document.querySelector<HTMLElement>('ul[aria-label=Inbox]')!
const noteText = () => document.body.textContent

it('sorts a list, whose own order then cannot be changed', async () => {
  expect(rowTitles()).toEqual(['Pear', 'Apple', 'Seeds', 'Fig'])
  expect(list().dataset.order).toBe(INBOX)
  await choose('Title')
  await eventually(() => expect(rowTitles()).toEqual(['Apple', 'Fig', 'Pear', 'Seeds']))
  expect(list().dataset.order).toBeUndefined()
  expect(byRole('link', 'Seeds').textContent).toContain('↳ Apple')
  await choose('My order')
  await eventually(() => expect(rowTitles()).toEqual(['Pear', 'Apple', 'Seeds', 'Fig']))
  expect(views).toEqual({})
})

it('says that there is more than one sees, and shows it again', async () => {
  await choose('@fruit')
  await eventually(() => expect(rowTitles()).toEqual(['Apple', 'Fig']))
  await eventually(() => expect(noteText()).toContain('2 to-dos are hidden by the filter.'))
  await choose('Next 7 days')
  await eventually(() => expect(rowTitles()).toEqual(['Fig']))
  await click(byRole('button', 'Clear filter'))
  await eventually(() => expect(rowTitles()).toHaveLength(4))
  expect(views).toEqual({})
})

it('does not call a list empty whose to-dos are all hidden', async () => {
  await choose('Overdue')
  await eventually(() => expect(rowTitles()).toEqual([]))
  expect(noteText()).not.toContain('Nothing to do here yet.')
  await eventually(() => expect(noteText()).toContain('4 to-dos are hidden'))
})

it('keeps how a view is arranged, each for itself', async () => {
  await choose('Priority')
  await eventually(() => expect(rowTitles()[0]).toBe('Apple'))
  expect(JSON.parse(localStorage.getItem('doable.views')!)).toEqual({
    [INBOX]: { sort: 'priority' },
  })
  expect(useViewOptions('/today').options.value).toEqual({})
})

it('offers the tags of what is in the list, and its own order', async () => {
  await openMenu()
  const choices = allByRole('menuitemradio').map(({ textContent }) => textContent?.trim())
  expect(choices).toContain('@fruit')
  expect(byRole('menuitemradio', 'My order').getAttribute('aria-checked')).toBe('true')
})
