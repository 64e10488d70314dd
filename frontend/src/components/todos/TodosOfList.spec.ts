import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { eventually } from '@/test/eventually'
import { INBOX, makeTodo } from '@/test/fakeServer'
import {
  allByRole,
  byRole,
  click,
  mountPage,
  press,
  rowTitles,
  said,
  type,
  type Seed,
} from '@/test/mountPage'
import { useStatusStore } from '@/stores/status'
import InboxView from '@/views/InboxView.vue'

const todos = () => [
  makeTodo({ id: 'a', title: 'Milk', order: 'a0' }),
  makeTodo({ id: 'b', title: 'Bread', order: 'a1' }),
  makeTodo({ id: 'c', title: 'Tea', order: 'a2', done: true }),
]

let page: Awaited<ReturnType<typeof mountPage>>

async function start(seed: Seed = { todos: todos() }, path = '/') {
  page = await mountPage(InboxView, { seed, path })
}

async function add(title: string) {
  const box = byRole('textbox', 'What needs to be done?')
  await type(box, title)
  box.closest('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()
}

/** As the server has it, once it has heard everything. */
async function served(id: string) {
  await page.synced()
  return page.server.todos.get(id)
}

const tick = (title: string) => click(byRole('checkbox', `Complete “${title}”`))

async function edit(title: string) {
  byRole('link', title).dispatchEvent(new MouseEvent('dblclick', { bubbles: true }))
  await flushPromises()
  return byRole<HTMLInputElement>('textbox', 'Edit title')
}

beforeEach(() => {
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query.includes('fine') || query.includes('1100'),
    addEventListener() {},
    removeEventListener() {},
  }))
})

afterEach(() => {
  page.unmount()
  document.body.innerHTML = ''
})

describe('adding', () => {
  it('begins in the box on a desktop', async () => {
    await start()
    expect(document.activeElement).toBe(byRole('textbox', 'What needs to be done?'))
  })

  it('puts three in a row in their order, here and on the server', async () => {
    await start()
    page.server.hold()
    for (const title of ['One', 'Two', 'Three']) await add(title)
    expect(rowTitles()).toEqual(['Milk', 'Bread', 'Tea', 'One', 'Two', 'Three'])
    page.server.release()
    await page.synced()
    expect(page.server.todos.size).toBe(6)
    const order = [...page.server.todos.values()].map((todo) => todo.order)
    expect(order).toEqual([...order].sort())
  })

  it('trims, empties the box and says what it did', async () => {
    await start()
    await add('  Jam  ')
    expect(rowTitles()).toContain('Jam')
    expect(byRole<HTMLInputElement>('textbox', 'What needs').value).toBe('')
    expect(said()).toBe('Added “Jam”')
  })

  it('adds nothing for nothing', async () => {
    await start()
    await add('   ')
    expect(rowTitles()).toHaveLength(3)
  })

  it('goes on without a network, and is sent once when there is one', async () => {
    await start()
    page.server.goOffline()
    await add('Jam')
    expect(rowTitles()).toContain('Jam')
    await eventually(() => expect(useStatusStore().state).toBe('offline'))
    page.server.goOnline()
    window.dispatchEvent(new Event('online'))
    await page.synced()
    expect([...page.server.todos.values()].filter(({ title }) => title === 'Jam')).toHaveLength(1)
  })
})

describe('ticking', () => {
  it('shows at once, before the server has heard of it', async () => {
    await start()
    page.server.hold()
    await tick('Milk')
    expect(byRole<HTMLInputElement>('checkbox', 'Complete “Milk”').checked).toBe(true)
    expect(document.body.textContent).toContain('1 item left')
  })

  it('is put back when the server refuses', async () => {
    await start()
    page.server.share(INBOX, 'me', 'viewer')
    await tick('Milk')
    await eventually(() => expect(useStatusStore().notices).toHaveLength(1))
    expect(byRole<HTMLInputElement>('checkbox', 'Complete “Milk”').checked).toBe(false)
    expect(document.body.textContent).toContain('2 items left')
  })

  it('can be taken back from the note', async () => {
    await start()
    await tick('Milk')
    expect(said()).toBe('Completed “Milk”')
    await click(byRole('button', 'Undo'))
    expect(await served('a')).toMatchObject({ done: false })
  })

  it('in haste ends where the person ended', async () => {
    await start()
    for (let i = 0; i < 5; i++) await tick('Milk')
    expect(await served('a')).toMatchObject({ done: true })
    expect(byRole<HTMLInputElement>('checkbox', 'Complete “Milk”').checked).toBe(true)
  })
})

describe('editing in place', () => {
  it('saves on Enter, trimmed, and keeps the focus on the row', async () => {
    await start()
    const box = await edit('Milk')
    expect(document.activeElement).toBe(box)
    await type(box, ' Oat milk ')
    await press('Enter', box)
    expect(rowTitles()[0]).toBe('Oat milk')
    expect(document.activeElement).toBe(byRole('link', 'Oat milk'))
    expect(await served('a')).toMatchObject({ title: 'Oat milk' })
  })

  it('saves on leaving the field', async () => {
    await start()
    const box = await edit('Milk')
    await type(box, 'Oat milk')
    box.dispatchEvent(new FocusEvent('blur'))
    await flushPromises()
    expect(await served('a')).toMatchObject({ title: 'Oat milk' })
  })

  it('says that there is no more room, instead of taking no more in silence', async () => {
    await start()
    const box = await edit('Milk')
    await type(box, 'x'.repeat(499))
    expect(document.querySelector('p[role=alert]')).toBeNull()
    await type(box, 'x'.repeat(500))
    expect(document.querySelector('p[role=alert]')!.textContent).toContain('at most 500 characters')
    await press('Enter', box)
    expect(rowTitles()[0]).toBe('x'.repeat(500))
  })

  it('restores on Escape', async () => {
    await start()
    const box = await edit('Milk')
    await type(box, 'Oat milk')
    await press('Escape', box)
    expect(rowTitles()[0]).toBe('Milk')
    expect(page.ops).toEqual([])
  })

  it('says what it was made to, so that no other edit is lost unseen', async () => {
    await start()
    const box = await edit('Milk')
    await type(box, 'Oat milk')
    const theirs = { op: 'patch', id: 'a', fields: { title: 'Soy milk' } } as const
    await page.meanwhile(() => page.server.change(INBOX, theirs))
    expect(box.value).toBe('Oat milk')
    await press('Enter', box)
    await eventually(() => expect(useStatusStore().notices).toHaveLength(1))
    expect(useStatusStore().notices[0]).toMatchObject({ mine: 'Oat milk', theirs: 'Soy milk' })
  })

  it('deletes when nothing is left, and can be undone', async () => {
    await start()
    const box = await edit('Milk')
    await type(box, '  ')
    await press('Enter', box)
    expect(rowTitles()).toEqual(['Bread', 'Tea'])
    expect(said()).toBe('Deleted “Milk”')
    await click(byRole('button', 'Undo'))
    expect(rowTitles()).toEqual(['Milk', 'Bread', 'Tea'])
  })
})

describe('the bar', () => {
  it('ticks and unticks all', async () => {
    await start()
    await click(byRole('checkbox', 'Mark all as complete'))
    await page.synced()
    expect([...page.server.todos.values()].every(({ done }) => done)).toBe(true)
    await click(byRole('checkbox', 'Mark all as complete'))
    await page.synced()
    expect([...page.server.todos.values()].some(({ done }) => done)).toBe(false)
  })

  it.each([
    [1, '1 item left'],
    [2, '2 items left'],
    [0, '0 items left'],
  ])('counts %i open as “%s”', async (open, text) => {
    const few = todos().map((todo, index) => ({ ...todo, done: index >= open }))
    await start({ todos: few })
    expect(document.body.textContent).toContain(text)
  })

  it('filters by the address', async () => {
    await start(undefined, '/?filter=active')
    expect(rowTitles()).toEqual(['Milk', 'Bread'])
    await click(byRole('link', 'Completed'))
    expect(page.router.currentRoute.value.query).toEqual({ filter: 'completed' })
    expect(rowTitles()).toEqual(['Tea'])
    page.router.back()
    await eventually(() => expect(rowTitles()).toEqual(['Milk', 'Bread']))
  })

  it('offers to clear only what there is to clear', async () => {
    await start()
    await click(byRole('button', 'Clear'))
    expect(rowTitles()).toEqual(['Milk', 'Bread'])
    expect(said()).toBe('Cleared “Tea”')
    expect(document.activeElement).toBe(byRole('textbox', 'What needs to be done?'))
    expect(allByRole('button', 'Clear')).toHaveLength(0)
    expect((await served('c'))!.deletedAt).toBeTruthy()
  })
})

describe('the keys', () => {
  it('move, open, complete and delete', async () => {
    await start()
    ;(document.activeElement as HTMLElement).blur()
    await press('j', document.body)
    expect(document.activeElement).toBe(byRole('link', 'Milk'))
    await press('ArrowDown')
    expect(document.activeElement).toBe(byRole('link', 'Bread'))
    await press('k')
    await press('e')
    expect(await served('a')).toMatchObject({ done: true })
    await press(' ')
    expect(await served('a')).toMatchObject({ done: false })
    await press('Delete')
    expect(document.activeElement).toBe(byRole('link', 'Bread'))
  })

  it('leave the focus on the row before when the last one goes, then in the box', async () => {
    await start({ todos: todos().slice(0, 2) })
    byRole('link', 'Bread').focus()
    await press('Delete')
    expect(document.activeElement).toBe(byRole('link', 'Milk'))
    await press('Delete')
    await flushPromises()
    expect(document.activeElement).toBe(byRole('textbox', 'What needs to be done?'))
  })

  it('are letters while someone types', async () => {
    await start()
    await press('e', byRole('textbox', 'What needs to be done?'))
    await press('Delete', byRole('textbox', 'What needs to be done?'))
    expect(page.ops).toEqual([])
  })
})

/** What is in a menu comes when it is opened for the first time. */
async function openMenu(title: string): Promise<void> {
  HTMLElement.prototype.showPopover ??= () => {}
  await click(byRole('button', `Actions for “${title}”`))
  await eventually(() => expect(byRole('menuitem', 'Edit')).toBeTruthy())
}

describe('the row menu', () => {
  it('moves a row and says where to', async () => {
    await start()
    await openMenu('Bread')
    await click(byRole('menuitem', 'Move up'))
    expect(rowTitles()).toEqual(['Bread', 'Milk', 'Tea'])
    expect(said()).toBe('“Bread” moved to position 1 of 3')
  })

  it('sets the due date and the priority', async () => {
    await start()
    await openMenu('Milk')
    await click(byRole('menuitemradio', 'Tomorrow'))
    await openMenu('Milk')
    await click(byRole('menuitemradio', 'Urgent'))
    const { due, priority } = (await served('a'))!
    expect(due).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(priority).toBe(1)
    expect(byRole('link', 'Milk').textContent).toContain('Urgent')
  })
})

it('opens a to-do in the address', async () => {
  await start()
  await click(byRole('link', 'Milk'))
  expect(page.router.currentRoute.value.query).toEqual({ todo: 'a' })
})

it('has one sentence and one action when there is nothing', async () => {
  await start({})
  expect(document.body.textContent).toContain('Nothing to do here yet.')
  ;(document.activeElement as HTMLElement).blur()
  await click(byRole('button', 'Add the first to-do'))
  expect(document.activeElement).toBe(byRole('textbox', 'What needs to be done?'))
})

it('says when a new device gets nothing, and tries again', async () => {
  page = await mountPage(InboxView, { seed: { todos: todos() }, early: true })
  page.server.goOffline()
  page.server.release()
  await eventually(() =>
    expect(document.body.textContent).toContain('Your lists could not be loaded.'),
  )
  page.server.goOnline()
  await click(byRole('button', 'Try again'))
  await eventually(() => expect(rowTitles()).toHaveLength(3))
})

it('keeps a list of thousands small in the page', async () => {
  const many = Array.from({ length: 3000 }, (_, i) =>
    makeTodo({ id: `t${i}`, title: `Number ${i}`, order: `a${String(i).padStart(5, '0')}V` }),
  )
  await start({ todos: many })
  expect(rowTitles().length).toBeGreaterThan(10)
  expect(rowTitles().length).toBeLessThan(100)
  expect(document.body.textContent).toContain('3,000 items left')
  expect(document.querySelector('[data-row]')!.getAttribute('aria-setsize')).toBe('3000')
})

it('adds to the Inbox', async () => {
  await start()
  await add('Jam')
  await page.synced()
  expect([...page.server.todos.values()].at(-1)!.listId).toBe(INBOX)
})

it('loses nothing that is entered before the page knows its list', async () => {
  page = await mountPage(InboxView, { seed: { todos: todos() }, early: true })
  for (const title of ['One', 'Two', 'Three']) await add(title)
  page.server.release()
  await page.synced()
  expect(rowTitles()).toEqual(['Milk', 'Bread', 'Tea', 'One', 'Two', 'Three'])
  expect(page.server.todos.size).toBe(6)
})

it('keeps what was entered early although the view is left, and says so until then', async () => {
  page = await mountPage(InboxView, { early: true })
  for (const title of ['One', 'Two']) await add(title)
  const status = useStatusStore()
  expect(status.unkept).toBe(2)
  page.wrapper.unmount()
  page.server.release()
  await page.synced()
  expect([...page.server.todos.values()].map(({ title }) => title)).toEqual(['One', 'Two'])
  expect(status.unkept).toBe(0)
})

it('lets Tab into the list: at its first row, then at the one last used', async () => {
  await start({
    todos: [makeTodo({ id: '1', title: 'Tea' }), makeTodo({ id: '2', title: 'Jam', order: 'a1' })],
  })
  const stops = () =>
    [...document.querySelectorAll<HTMLElement>('[data-row-link]')].map(({ tabIndex }) => tabIndex)
  expect(stops()).toEqual([0, -1])
  await press('j', document.body)
  await press('j')
  expect(stops()).toEqual([-1, 0])
})
