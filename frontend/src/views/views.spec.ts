import { flushPromises } from '@vue/test-utils'
import { defineComponent, h } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { eventually } from '@/test/eventually'
import { INBOX, makeTodo } from '@/test/fakeServer'
import { allByRole, byRole, click, mountPage, rowTitles, said, type } from '@/test/mountPage'
import SideLists from '@/components/lists/SideLists.vue'
import { useChangesStore } from '@/stores/changes'
import { useHistoryStore } from '@/stores/history'
import { useListsStore } from '@/stores/lists'
import { useTodosStore } from '@/stores/todos'
import ListView from './ListView.vue'
import SearchView from './SearchView.vue'
import DetailHost from '@/components/detail/DetailHost.vue'
import TodayView from './TodayView.vue'
import TrashView from './TrashView.vue'
import UpcomingView from './UpcomingView.vue'

const seed = {
  lists: [{ id: 'home', name: 'Home' }],
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
    await page.synced()
    expect([...page.server.todos.values()][0]).toMatchObject({ title: 'Jam', due: '2026-11-23' })
  })
})

describe('Upcoming', () => {
  it('groups what is planned by day, and has a place for each of the next seven', async () => {
    const later = makeTodo({ id: '9', title: 'Taxes', due: '2027-02-01' })
    page = await mountPage(UpcomingView, { seed: { ...seed, todos: [...seed.todos, later] } })
    expect(headings()).toEqual([
      'Tomorrow · Tuesday 24 November',
      'Wednesday 25 November',
      'Thursday 26 November',
      'Friday 27 November',
      'Saturday 28 November',
      'Sunday 29 November',
      'Monday 30 November',
      'Monday 1 February 2027',
    ])
    expect(rowTitles()).toEqual(['Call', 'Sprint', 'Taxes'])
    const places = [...document.querySelectorAll<HTMLElement>('[data-drop-day]')]
    expect(places.map(({ dataset }) => dataset.dropDay)).toContain('2026-11-25')
  })

  it('has one sentence and one action when nothing is planned', async () => {
    page = await mountPage(UpcomingView, { seed: {} })
    expect(headings()).toEqual([])
    expect(document.body.textContent).toContain('Nothing is planned yet.')
    expect(byRole('button', 'Plan a to-do')).toBeTruthy()
  })
})

describe('Search', () => {
  it('finds in titles, notes and tags, and says how many', async () => {
    page = await mountPage(SearchView, { seed })
    await type(byRole('textbox', 'Search all to-dos'), 'priya')
    await eventually(() => expect(rowTitles()).toContain('Sprint'))
    expect(page.router.currentRoute.value.query).toEqual({ q: 'priya' })
    await eventually(() => expect(said()).toContain('result'))
  })

  it('begins anew when its own address is opened again', async () => {
    page = await mountPage(SearchView, { seed, path: '/search?q=priya' })
    expect(rowTitles()).toContain('Sprint')
    await page.router.push('/search')
    await eventually(() => expect(rowTitles()).toEqual([]))
    expect(byRole<HTMLInputElement>('textbox', 'Search all to-dos').value).toBe('')
    expect(document.body.textContent).toContain('Search titles, notes and tags in all your lists.')
    page.router.back()
    await eventually(() => expect(rowTitles()).toContain('Sprint'))
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
    expect(said()).toBe('Restored “Gone”')
    await page.synced()
    expect(page.server.todos.get('7')!.deletedAt).toBeNull()
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
    expect(page.ops).toEqual([])
    await click(byRole('button', 'Cancel'))
    await click(byRole('button', 'Empty trash'))
    expect(document.body.textContent).toContain('2 to-dos cannot be restored after this.')
    await click(allByRole('button', 'Delete for ever').at(-1)!)
    expect(document.body.textContent).toContain('The trash is empty.')
    await page.synced()
    expect(page.server.todos.has('8')).toBe(false)
  })
})

/** What is in a menu comes when it is opened for the first time. */
async function openListMenu(): Promise<void> {
  await click(byRole('button', 'Actions for the list “Home”'))
  await eventually(() => expect(byRole('menuitem', 'Archive')).toBeTruthy())
}

describe('the lists', () => {
  it('archive and delete with undo', async () => {
    page = await mountPage(SideLists, { seed })
    await openListMenu()
    await click(byRole('menuitem', 'Archive'))
    expect(byRole('button', 'Archived (1)')).toBeTruthy()
    await click(byRole('button', 'Undo'))
    await openListMenu()
    await click(byRole('menuitem', 'Delete list'))
    expect(useListsStore().active).toHaveLength(0)
    await click(byRole('button', 'Undo'))
    expect(useListsStore().active.map(({ name }) => name)).toEqual(['Home'])
  })

  it('take their to-dos along, and bring them back', async () => {
    page = await mountPage(TodayView, { seed })
    useChangesStore().removeList('home')
    await flushPromises()
    expect(rowTitles()).toEqual(['Report', 'Milk'])
    useHistoryStore().change('home', { op: 'restoreList' })
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
    await page.synced()
    const made = [...page.server.lists.values()].at(-1)!
    expect(made.info).toMatchObject({ name: 'Work', colour: 'teal' })
    expect(page.router.currentRoute.value.path).toBe(`/lists/${made.id}`)
  })

  it('come back as they were when a change is refused', async () => {
    page = await mountPage(SideLists, { seed })
    page.server.share('home', 'me', 'editor')
    await openListMenu()
    await click(byRole('menuitem', 'Delete list'))
    expect(useListsStore().active).toEqual([])
    await eventually(() => expect(useListsStore().active.map(({ name }) => name)).toEqual(['Home']))
  })

  it('send only what was changed of them', async () => {
    page = await mountPage(SideLists, { seed })
    await click(byRole('button', 'Actions for the list “Home”'))
    await click(byRole('menuitem', 'Rename'))
    const name = (await vi.waitUntil(() => document.querySelector<HTMLElement>('dialog input')))!
    await type(name, 'House')
    document.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
    expect(page.ops).toEqual([{ op: 'patchList', fields: { name: 'House' } }])
  })

  it('say when they cannot be loaded, under a heading, and try again', async () => {
    const Both = defineComponent({ render: () => [h(SideLists), h(ListView)] })
    page = await mountPage(Both, { seed, early: true })
    page.server.goOffline()
    page.server.release()
    await eventually(() => expect(document.querySelector('h1')?.textContent).toBe('List'))
    expect(allByRole('button', 'Try again')).toHaveLength(2)
    page.server.goOnline()
    await click(byRole('button', 'Try again'))
    await eventually(() => expect(byRole('link', 'Home')).toBeTruthy())
    expect(allByRole('button', 'Try again')).toHaveLength(0)
  })

  it('count what is open as it changes', async () => {
    page = await mountPage(SideLists, { seed })
    expect(byRole('link', 'Home').textContent).toContain('1 open')
    useChangesStore().tick(useTodosStore().byId('1')!, true)
    await flushPromises()
    expect(byRole('link', 'Home').textContent).not.toContain('open')
  })

  it('that are deleted elsewhere while they are open are not found', async () => {
    page = await mountPage(ListView, { seed, path: '/lists/home' })
    expect(rowTitles()).toEqual(['Passport'])
    await page.meanwhile(() => page.server.change('home', { op: 'trashList' }))
    expect(document.querySelector('h1')?.textContent).toBe('List not found')
  })
})

it('keeps an address of something that was deleted for ever elsewhere from staying', async () => {
  page = await mountPage(TodayView, { seed, path: '/today?todo=2', also: DetailHost })
  await page.meanwhile(() => page.server.change(INBOX, { op: 'purge', id: '2' }))
  await eventually(() => expect(page.router.currentRoute.value.query).toEqual({}))
})
