import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import SideTags from '@/components/views/SideTags.vue'
import { eventually } from '@/test/eventually'
import { makeTodo } from '@/test/fakeServer'
import { allByRole, byRole, click, mountPage, rowTitles, type } from '@/test/mountPage'
import TagView from './TagView.vue'

const seed = {
  lists: [{ id: 'home', name: 'Home' }],
  todos: [
    makeTodo({ id: '1', title: 'Parcel', tags: ['errands'] }),
    makeTodo({
      id: '2',
      title: 'Stamps',
      tags: ['errands', 'post'],
      due: '2026-11-24',
      listId: 'home',
    }),
    makeTodo({ id: '3', title: 'Done', tags: ['errands'], done: true }),
    makeTodo({ id: '4', title: 'Essay', tags: ['écrire/q4'] }),
  ],
}

let page: Awaited<ReturnType<typeof mountPage>>

async function open(tag: string): Promise<void> {
  // As the real routes have it.
  page = await mountPage(TagView, { seed, also: SideTags, path: '/' })
  page.router.addRoute({ path: '/tags/:tag', component: TagView })
  await page.router.push(`/tags/${tag}`)
  await flushPromises()
}

afterEach(() => {
  page.unmount()
  localStorage.clear()
  document.body.innerHTML = ''
})

/** The tags beside the lists, each with how many are open. */
const links = () =>
  allByRole('link')
    .filter(({ classList }) => classList.contains('nav'))
    .map((link) => link.textContent!.replace(/(\d+)\1 open$/, ' $1').trim())

it('has what is to be done with the tag, of all lists, and keeps what is ticked here', async () => {
  await open('errands')
  expect(document.querySelector('h1')!.textContent).toBe('@errands')
  expect(rowTitles()).toEqual(['Stamps', 'Parcel'])
  expect(byRole('link', 'Stamps').textContent).toContain('Home')
  await click(byRole('checkbox', 'Stamps'))
  await eventually(() => expect(rowTitles()).toEqual(['Parcel', 'Stamps']))
})

it('adds with the tag', async () => {
  await open('post')
  await type(byRole('textbox', 'What needs'), 'Letter')
  document.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()
  await page.synced()
  const made = [...page.server.todos.values()].at(-1)!
  expect(made).toMatchObject({ title: 'Letter', tags: ['post'] })
})

it('is found beside the lists, the most used first, and folds away for good', async () => {
  await open('errands')
  expect(links()).toEqual(['errands 2', 'post 1', 'écrire/q4 1'])
  await click(byRole('link', 'écrire/q4'))
  await eventually(() => expect(rowTitles()).toEqual(['Essay']))
  const head = byRole('button', 'Tags')
  await click(head)
  expect(head.getAttribute('aria-expanded')).toBe('false')
  expect(links()).toEqual([])
  expect(localStorage.getItem('doable.tags')).toBe('folded')
})

it('stands beside the lists while it is open, although nothing has it any more', async () => {
  await open('lost')
  expect(links()).toContain('lost')
  expect(document.body.textContent).toContain('No open to-do has the tag @lost.')
  expect(allByRole('button', 'Add one')).toHaveLength(1)
})
