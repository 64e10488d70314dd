import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { INBOX, ME, makeTodo } from '@/test/fakeServer'
import { mountDetail } from '@/test/mountDetail'
import { allByRole, byRole, click, said } from '@/test/mountPage'

const LATER = '2026-11-24T09:30:00.000Z'
const seed = {
  lists: [{ id: 'home', name: 'Home' }],
  todos: [
    makeTodo({ id: 'z', title: 'First', order: 'Zz' }),
    makeTodo({
      id: 'a',
      title: 'Bake',
      notes: 'Two',
      tags: ['x'],
      priority: 2,
      due: '2026-12-01',
      repeat: 'FREQ=DAILY',
      createdBy: 'somebody',
      updatedAt: LATER,
    }),
    makeTodo({ id: 'b', title: 'Flour', parentId: 'a', order: 'a1', done: true }),
    makeTodo({ id: 'c', title: 'Last', order: 'a2' }),
  ],
}

let page: Awaited<ReturnType<typeof mountDetail>>
const inOrder = () =>
  [...page.sync.todos.value.values()]
    .filter(({ deletedAt }) => !deletedAt)
    .sort((one, other) => (one.order < other.order ? -1 : 1))
    .map(({ title }) => title)

async function choose(name: string): Promise<void> {
  await click(byRole('button', 'More actions'))
  await click(byRole('menuitem', name))
}

beforeEach(async () => {
  HTMLElement.prototype.showPopover = () => {}
  page = await mountDetail(seed)
})

afterEach(() => {
  page.unmount()
  document.body.innerHTML = ''
})

describe('the menu', () => {
  it('moves it among its own', async () => {
    await choose('Move up')
    expect(said()).toBe('“Bake” moved to position 1 of 3')
    await click(byRole('button', 'More actions'))
    expect(byRole('menuitem', 'Move up').getAttribute('aria-disabled')).toBe('true')
    await click(byRole('menuitem', 'Move down'))
    expect(said()).toBe('“Bake” moved to position 2 of 3')
  })

  it('makes it a sub-to-do only where it has none of its own', async () => {
    await click(byRole('button', 'More actions'))
    expect(byRole('menuitem', 'Make it a sub-to-do').getAttribute('aria-disabled')).toBe('true')
    await page.router.push('/inbox?todo=c')
    await click(byRole('button', 'More actions'))
    await choose('Make it a sub-to-do')
    expect(said()).toBe('“Last” is below “Bake” now')
    await choose('Take it out')
    expect(said()).toBe('“Last” is a to-do of its own now')
  })

  it('makes a second one right below it, with what hangs on it, all of it open', async () => {
    await choose('Duplicate')
    expect(said()).toBe('Duplicated “Bake”')
    expect(inOrder()).toEqual(['First', 'Bake', 'Flour', 'Bake', 'Last', 'Flour'])
    const copies = [...page.sync.todos.value.values()].filter(({ id }) => id.length > 1)
    const copy = copies.find(({ title }) => title === 'Bake')!
    const { notes, tags, priority, due, repeat } = page.shown()
    expect(copy).toMatchObject({ notes, tags, priority, due, repeat, parentId: null })
    expect(copies.find(({ title }) => title === 'Flour')).toMatchObject({
      parentId: copy.id,
      done: false,
    })
    await page.synced()
    await click(byRole('button', 'Undo'))
    expect(inOrder()).toEqual(['First', 'Bake', 'Flour', 'Last'])
  })

  it('copies the address of it, in its list', async () => {
    const writeText = vi.fn(() => Promise.resolve())
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } })
    await choose('Copy link')
    expect(writeText).toHaveBeenCalledWith('http://127.0.0.1:5000/inbox?todo=a')
    expect(said()).toBe('The link is copied.')
  })

  it('shows the address where the browser does not copy', async () => {
    vi.stubGlobal('navigator', { ...navigator, clipboard: undefined })
    await choose('Copy link')
    expect(said()).toBe('The link is http://127.0.0.1:5000/inbox?todo=a')
  })

  it('deletes it', async () => {
    await choose('Delete')
    expect(page.shown().deletedAt).toBeTruthy()
    expect(said()).toBe('Deleted “Bake”')
  })
})

describe('the history', () => {
  const lines = () =>
    [...byRole('list', 'History').children].map(({ textContent }) => textContent!.split(', ')[0])

  it('says who made it and who changed it last', () => {
    expect(lines()).toEqual(['Created by a former member', 'Last changed by you'])
  })

  it('says only what is so', async () => {
    await page.router.push('/inbox?todo=b')
    await vi.waitFor(() => expect(lines()).toEqual(['Created by you']))
    expect(allByRole('list', 'History')[0]!.textContent).not.toContain('changed')
  })

  it('says when it was completed', async () => {
    await page.meanwhile(() => page.server.change(INBOX, { op: 'tick', id: 'a', done: true }, ME))
    expect(lines().at(-1)).toMatch(/^Completed \d+ \w+ 2026$/)
  })
})
