import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTodo } from '@/test/fakeServer'
import { mountDetail } from '@/test/mountDetail'
import { allByRole, byRole, click, press, type } from '@/test/mountPage'

const withTags = (id: string, tags: string[], more = {}) => makeTodo({ id, tags, ...more })
const seed = {
  todos: [
    withTags('a', ['home']),
    withTags('b', ['home', 'work', 'shop']),
    withTags('c', ['work', 'Workshop']),
    withTags('d', ['gone'], { deletedAt: '2026-11-23T08:00:00.000Z' }),
  ],
}

let page: Awaited<ReturnType<typeof mountDetail>>
const box = () => byRole<HTMLInputElement>('combobox', 'Add a tag')
const options = () => allByRole('option').map(({ textContent }) => textContent!.trim())
const active = () =>
  document.getElementById(box().getAttribute('aria-activedescendant') ?? '')?.textContent?.trim()

beforeEach(async () => {
  page = await mountDetail(seed)
})

afterEach(() => {
  page.unmount()
  document.body.innerHTML = ''
})

describe('the box for tags', () => {
  it('offers nothing until it is asked', () => {
    expect(box().getAttribute('aria-expanded')).toBe('false')
    expect(options()).toEqual([])
  })

  it('offers those of other to-dos, the most used first, when it is pressed', async () => {
    await click(box())
    expect(options()).toEqual(['@work', '@Workshop', '@shop'])
    expect(box().getAttribute('aria-expanded')).toBe('true')
    expect(document.getElementById(box().getAttribute('aria-controls')!)).toBeTruthy()
  })

  it('offers those that are like what is typed', async () => {
    await type(box(), '@SHOP')
    expect(options()).toEqual(['@shop', '@Workshop'])
    await type(box(), 'nothing like it')
    expect(box().getAttribute('aria-expanded')).toBe('false')
  })

  it('goes through them by the arrows, and back to what was typed', async () => {
    await type(box(), 'work')
    expect(active()).toBeUndefined()
    for (const tag of ['@work', '@Workshop', undefined, '@work']) {
      await press('ArrowDown', box())
      expect(active()).toBe(tag)
    }
    await press('ArrowUp', box())
    await press('ArrowUp', box())
    expect(active()).toBe('@Workshop')
    expect(byRole('option', 'Workshop').getAttribute('aria-selected')).toBe('true')
    await press('Enter', box())
    expect(page.shown().tags).toEqual(['home', 'Workshop'])
    expect(box().value).toBe('')
    expect(options()).toEqual([])
  })

  it('takes what is typed as a new tag, though it is like another', async () => {
    await type(box(), 'wor')
    await press('Enter', box())
    expect(page.shown().tags).toEqual(['home', 'wor'])
  })

  it('stays open for the next one after a press', async () => {
    await click(box())
    await click(byRole('option', '@shop'))
    expect(page.shown().tags).toEqual(['home', 'shop'])
    expect(options()).toEqual(['@work', '@Workshop'])
  })

  it('gives up step by step on Escape, and only then closes the details', async () => {
    await type(box(), 'work')
    await press('Escape', box())
    expect(options()).toEqual([])
    expect(box().value).toBe('work')
    await press('Escape', box())
    expect(box().value).toBe('')
    expect(page.shown().tags).toEqual(['home'])
    await press('Escape', box())
    expect(page.router.currentRoute.value.query).toEqual({})
  })

  it('ends a word of an input method, and not the tag', async () => {
    await type(box(), 'みせ')
    const enter = { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }
    box().dispatchEvent(new KeyboardEvent('keydown', enter))
    expect(page.shown().tags).toEqual(['home'])
  })

  it('keeps what is typed when it is left', async () => {
    await type(box(), 'new')
    box().dispatchEvent(new FocusEvent('blur'))
    expect(page.shown().tags).toEqual(['home', 'new'])
  })
})
