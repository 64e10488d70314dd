import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTodo } from '@/test/fakeServer'
import { mountDetail } from '@/test/mountDetail'
import { allByRole, byRole, type } from '@/test/mountPage'

const notes = 'See https://example.org/a, or ask ada@example.org.\njavascript:alert(1)\n'

let page: Awaited<ReturnType<typeof mountDetail>>
const box = () => byRole<HTMLTextAreaElement>('textbox', 'Notes')
const links = () =>
  allByRole<HTMLAnchorElement>('link').map((link) => [link.textContent, link.getAttribute('href')])

beforeEach(async () => {
  page = await mountDetail({ todos: [makeTodo({ id: 'a', notes })] })
})

afterEach(() => {
  page.unmount()
  document.body.innerHTML = ''
})

describe('notes', () => {
  it('have links that open beside the page', () => {
    expect(links()).toEqual([
      ['https://example.org/a', 'https://example.org/a'],
      ['ada@example.org', 'mailto:ada@example.org'],
    ])
    const [first] = allByRole('link')
    expect(first!.getAttribute('target')).toBe('_blank')
    expect(first!.getAttribute('rel')).toBe('noopener noreferrer')
  })

  it('are in the box as they are, for whoever writes or listens', () => {
    expect(box().value).toBe(notes)
    const said = byRole('group', 'Links').querySelectorAll(':scope > :not([aria-hidden])')
    expect([...said].map(({ textContent }) => textContent)).toEqual(links().map(([text]) => text))
  })

  it('have their links as one types', async () => {
    await type(box(), 'www.example.org')
    expect(links()).toEqual([['www.example.org', 'https://www.example.org/']])
    await type(box(), 'nothing')
    expect(links()).toEqual([])
    expect(document.querySelector('[aria-label=Links]')).toBeNull()
  })

  it('say how much more fits only when it is little', async () => {
    const about = () => document.getElementById(box().getAttribute('aria-describedby') ?? '')
    await type(box(), 'ä'.repeat(7000))
    expect(about()).toBeNull()
    await type(box(), 'ä'.repeat(8000))
    expect(about()!.textContent).toBe('Room for about 384 more characters')
    await type(box(), 'ä'.repeat(8192))
    expect(about()!.textContent).toBe('Room for about 0 more characters')
    await type(box(), 'ä'.repeat(8193))
    expect(about()!.textContent).toContain('too long')
    expect(about()!.getAttribute('role')).toBe('alert')
    await flushPromises()
  })
})
