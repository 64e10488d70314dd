import { flushPromises } from '@vue/test-utils'
import { defineComponent, h } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeList, makeTodo } from '@/test/fakeApi'
import { allByRole, byRole, click, mountPage, rowTitles, said, type } from '@/test/mountPage'
import SideLists from '@/components/lists/SideLists.vue'
import { useListsStore } from '@/stores/lists'
import ListView from './ListView.vue'
import SearchView from './SearchView.vue'
import TodayView from './TodayView.vue'
import TrashView from './TrashView.vue'
import UpcomingView from './UpcomingView.vue'

const seed = {
  lists: [makeList({ id: 'home', name: 'Home' })],
  todos: [
    makeTodo({ id: '1', title: 'Passport', due: '2026-11-22', listId: 'home' }),
    makeTodo({ id: '2', title: 'Report', due: '2026-11-23', dueTime: '17:00' }),
    makeTodo({ id: '3', title: 'Milk', due: '2026-11-23', done: true }),
    makeTodo({ id: '4', title: 'Sprint', due: '2026-11-26', notes: 'With Priya' }),
    makeTodo({ id: '5', title: 'Call', due: '2026-11-24' }),
    makeTodo({ id: '6', title: 'Whenever', tags: ['priya'] }),
    makeTodo({ id: '7', title: 'Gone', deletedAt: '2026-11-20T10:00:00.000Z' }),
    makeTodo({ id: '8', title: 'Gone, too', deletedAt: '2026-11-21T10:00:00.000Z' }),
  ],
}

let page: Awaited<ReturnType<typeof mountPage>>
const headings = () => [...document.querySelectorAll('h2')].map(({ textContent }) => textContent)

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 23, 9), toFake: ['Date'] })
  HTMLDialogElement.prototype.showModal ??= () => {}
  HTMLElement.prototype.showPopover ??= () => {}
})

afterEach(() => {
  vi.useRealTimers()
  page.unmount()
  document.body.innerHTML = ''
})

describe('Today', () => {
  it('shows what is overdue and what is due, and which list it is from', async () => {
    page = await mountPage(TodayView, { seed })
    expect(document.body.textContent).toContain('Monday 23 November · 2 to do')
    expect(headings()).toEqual(['Overdue', 'Today'])
    expect(rowTitles()).toEqual(['Passport', 'Report', 'Milk'])
    expect(byRole('link', 'Passport').textContent).toContain('Yesterday')
    expect(byRole('link', 'Passport').textContent).toContain('Home')
  })

  it('keeps what was just ticked where it was', async () => {
    page = await mountPage(TodayView, { seed })
    await click(byRole('checkbox', 'Passport'))
    expect(rowTitles()).toEqual(['Passport', 'Report', 'Milk'])
    expect(document.body.textContent).toContain('1 to do')
  })

  it('adds for today', async () => {
    page = await mountPage(TodayView, { seed: {} })
    expect(document.body.textContent).toContain('Nothing is due today.')
    await type(byRole('textbox', 'What needs'), 'Jam')
    document.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
    await flushPromises()
    expect([...page.fake.todos.values()][0]).toMatchObject({ title: 'Jam', due: '2026-11-23' })
  })
})

describe('Upcoming', () => {
  it('groups what is planned by day', async () => {
    page = await mountPage(UpcomingView, { seed })
    expect(headings()).toEqual(['Tomorrow · Tuesday 24 November', 'Thursday 26 November'])
    expect(rowTitles()).toEqual(['Call', 'Sprint'])
  })
})

describe('Search', () => {
  it('finds in titles, notes and tags, and says how many', async () => {
    page = await mountPage(SearchView, { seed })
    await type(byRole('textbox', 'Search all to-dos'), 'priya')
    await vi.waitFor(() => expect(rowTitles()).toContain('Sprint'))
    expect(page.router.currentRoute.value.query).toEqual({ q: 'priya' })
    await vi.waitFor(() => expect(said()).toContain('result'))
  })

  it('begins anew when its own address is opened again', async () => {
    page = await mountPage(SearchView, { seed, path: '/search?q=priya' })
    expect(rowTitles()).toContain('Sprint')
    await page.router.push('/search')
    await vi.waitFor(() => expect(rowTitles()).toEqual([]))
    expect(byRole<HTMLInputElement>('textbox', 'Search all to-dos').value).toBe('')
    expect(document.body.textContent).toContain('Search titles, notes and tags in all your lists.')
    page.router.back()
    await vi.waitFor(() => expect(rowTitles()).toContain('Sprint'))
  })

  it('says when nothing matches', async () => {
    page = await mountPage(SearchView, { seed, path: '/search?q=nothing' })
    expect(document.body.textContent).toContain('Nothing matches “nothing”.')
  })
})

describe('Trash', () => {
  it('restores', async () => {
    page = await mountPage(TrashView, { seed })
    await click(byRole('button', 'Restore “Gone”'))
    expect(page.fake.todos.get('7')!.deletedAt).toBeNull()
    expect(said()).toBe('Restored “Gone”')
  })

  it('hands the focus on to the next row, the one before, then the heading', async () => {
    page = await mountPage(TrashView, { seed })
    await click(byRole('button', 'Restore “Gone, too”'))
    expect(document.activeElement).toBe(byRole('button', 'Restore “Gone”'))
    await click(byRole('button', 'Delete “Gone” for ever'))
    await click(allByRole('button', 'Delete for ever').at(-1)!)
    expect(document.activeElement?.id).toBe('page-title')
  })

  it('deletes for ever only after a question', async () => {
    page = await mountPage(TrashView, { seed })
    await click(byRole('button', 'Delete “Gone” for ever'))
    expect(page.fake.todos.has('7')).toBe(true)
    await click(byRole('button', 'Cancel'))
    await click(byRole('button', 'Empty trash'))
    expect(document.body.textContent).toContain('2 to-dos cannot be restored after this.')
    await click(allByRole('button', 'Delete for ever').at(-1)!)
    await vi.waitFor(() => expect(page.fake.todos.has('8')).toBe(false))
    expect(document.body.textContent).toContain('The trash is empty.')
  })
})

describe('the lists', () => {
  it('archive and delete with undo', async () => {
    page = await mountPage(SideLists, { seed })
    await click(byRole('button', 'Actions for the list “Home”'))
    await click(byRole('menuitem', 'Archive'))
    expect(byRole('button', 'Archived (1)')).toBeTruthy()
    await click(byRole('button', 'Undo'))
    await click(byRole('button', 'Actions for the list “Home”'))
    await click(byRole('menuitem', 'Delete list'))
    expect(useListsStore().active).toHaveLength(0)
    await click(byRole('button', 'Undo'))
    expect(useListsStore().active.map(({ name }) => name)).toEqual(['Home'])
  })

  it('take their to-dos along, and bring them back', async () => {
    page = await mountPage(TodayView, { seed })
    const lists = useListsStore()
    const home = lists.byId('home')!
    await lists.remove('home')
    await flushPromises()
    expect(rowTitles()).toEqual(['Report', 'Milk'])
    await lists.restore(home)
    await flushPromises()
    expect(rowTitles()).toEqual(['Passport', 'Report', 'Milk'])
  })

  it('are made with a name and a colour', async () => {
    page = await mountPage(SideLists, { seed })
    await click(byRole('button', 'Add a list'))
    const name = (await vi.waitUntil(() => document.querySelector<HTMLElement>('dialog input')))!
    document.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
    await flushPromises()
    expect(document.body.textContent).toContain('A list needs a name.')
    expect(document.activeElement).toBe(name)
    expect(name.getAttribute('aria-invalid')).toBe('true')
    await type(name, ' Work ')
    await click(document.querySelector<HTMLElement>('dialog')!)
    expect(document.querySelector('dialog')).toBeTruthy()
    await click(document.querySelector<HTMLElement>('[aria-label="Teal"]')!)
    document.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
    await flushPromises()
    const made = [...page.fake.lists.values()].at(-1)!
    expect(made).toMatchObject({ name: 'Work', colour: 'teal' })
    expect(page.router.currentRoute.value.path).toBe(`/lists/${made.id}`)
  })

  it('come back as they were when a change fails', async () => {
    page = await mountPage(SideLists, { seed })
    page.fake.fail('deleteList')
    await click(byRole('button', 'Actions for the list “Home”'))
    await click(byRole('menuitem', 'Delete list'))
    expect(useListsStore().active.map(({ name }) => name)).toEqual(['Home'])
  })

  it('say when they cannot be loaded, under a heading, and try again', async () => {
    const Both = defineComponent({ render: () => [h(SideLists), h(ListView)] })
    page = await mountPage(Both, { seed, early: true, failing: 'lists' })
    await useListsStore()
      .load()
      .catch(() => {})
    await flushPromises()
    expect(document.querySelector('h1')?.textContent).toBe('List')
    expect(allByRole('button', 'Try again')).toHaveLength(2)
    await click(byRole('button', 'Try again'))
    expect(allByRole('button', 'Try again')).toHaveLength(0)
    expect(byRole('link', 'Home')).toBeTruthy()
  })

  it('share one load, and count what is open as it changes', async () => {
    page = await mountPage(TodayView, { seed })
    const lists = useListsStore()
    const before = page.fake.calls.filter((call) => call === 'lists').length
    await Promise.all([lists.load(), lists.load()])
    expect(page.fake.calls.filter((call) => call === 'lists')).toHaveLength(before + 1)
    expect(lists.openCount('home')).toBe(1)
    await click(byRole('checkbox', 'Passport'))
    expect(lists.openCount('home')).toBe(0)
  })
})
