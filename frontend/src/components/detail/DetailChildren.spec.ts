import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTodo } from '@/test/fakeServer'
import { mountDetail } from '@/test/mountDetail'
import { allByRole, byRole, click, type } from '@/test/mountPage'

const seed = {
  todos: [
    makeTodo({ id: 'a', title: 'Bake' }),
    makeTodo({ id: 'b', title: 'Flour', parentId: 'a', order: 'a1', done: true }),
    makeTodo({ id: 'c', title: 'Eggs', parentId: 'a', order: 'a2', due: '2026-11-01' }),
  ],
}

let page: Awaited<ReturnType<typeof mountDetail>>
const box = () => byRole<HTMLInputElement>('textbox', 'Add a sub-to-do')
const section = () => byRole('list', 'Sub-to-dos')
const titles = () => [...section().querySelectorAll('.name')].map(({ textContent }) => textContent)
const heading = () => document.querySelector('.children h2')!.textContent!.replace(/\s+/g, ' ')

async function add(title: string): Promise<void> {
  await type(box(), title)
  box().form!.dispatchEvent(new SubmitEvent('submit', { cancelable: true }))
  await flushPromises()
}

beforeEach(async () => {
  page = await mountDetail(seed)
})

afterEach(() => {
  page.unmount()
  document.body.innerHTML = ''
})

describe('the sub-to-dos', () => {
  it('stand below in their order, with how many are done and when they are due', () => {
    expect(titles()).toEqual(['Flour', 'Eggs'])
    expect(heading()).toContain('1 of 2 sub-to-dos done')
    expect(byRole('link', 'Eggs').textContent).toContain('Overdue: 1 Nov')
  })

  it('are added one after the other, trimmed, and nothing adds nothing', async () => {
    for (const title of ['  Sugar ', ' ', 'Salt', 'Milk']) await add(title)
    expect(titles()).toEqual(['Flour', 'Eggs', 'Sugar', 'Salt', 'Milk'])
    expect(page.ops.at(-1)).toMatchObject({
      op: 'create',
      fields: { title: 'Milk', parentId: 'a' },
    })
    expect(heading()).toContain('1/5')
    await page.synced()
  })

  it('are ticked', async () => {
    await click(byRole('checkbox', 'Complete “Eggs”'))
    byRole('checkbox', 'Complete “Eggs”').dispatchEvent(new Event('change'))
    await flushPromises()
    expect(heading()).toContain('2/2')
  })

  it('open, and lead back; they have none of their own', async () => {
    await click(byRole('link', 'Eggs'))
    expect(page.router.currentRoute.value.query).toEqual({ todo: 'c' })
    expect(byRole<HTMLTextAreaElement>('textbox', 'Title').value).toBe('Eggs')
    expect(allByRole('textbox', 'Add a sub-to-do')).toHaveLength(0)
    await click(byRole('link', 'Sub-to-do of Bake'))
    expect(byRole<HTMLTextAreaElement>('textbox', 'Title').value).toBe('Bake')
  })

  it('give the focus to the details that open from them', async () => {
    byRole('link', 'Eggs').focus()
    await click(byRole('link', 'Eggs'))
    expect(document.activeElement).toBe(document.querySelector('[data-detail]'))
  })

  it('are not lost when they are typed and not yet added', async () => {
    await type(box(), 'Sug')
    await page.router.push('/inbox?todo=c')
    await flushPromises()
    await page.router.push('/inbox?todo=a')
    await flushPromises()
    expect(box().value).toBe('Sug')
    await add('Sugar')
    await page.router.push('/inbox?todo=c')
    await page.router.push('/inbox?todo=a')
    await flushPromises()
    expect(box().value).toBe('')
  })
})
