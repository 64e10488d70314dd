import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { allByRole, byRole, click, mountPage, said, warned } from '@/test/mountPage'
import { useToastsStore } from '@/stores/toasts'

let page: Awaited<ReturnType<typeof mountPage>>

beforeEach(async () => {
  page = await mountPage({ render: () => null })
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
  page.unmount()
  document.body.innerHTML = ''
})

const toast = () => document.querySelector('.toast')!
const pass = async (ms: number) => {
  await vi.advanceTimersByTimeAsync(ms)
  await flushPromises()
}

async function show(text: string, more: object = {}) {
  useToastsStore().show({ text, ...more })
  await flushPromises()
}

describe('a toast', () => {
  it('stays ten seconds', async () => {
    await show('Deleted “Milk”')
    await pass(9_900)
    expect(toast().textContent).toContain('Deleted “Milk”')
    await pass(200)
    expect(toast()).toBeNull()
  })

  it('stays for as long as it takes when something failed', async () => {
    await show('Couldn’t add “Milk”.', { tone: 'error' })
    await pass(3_600_000)
    expect(toast().textContent).toContain('Couldn’t add “Milk”.')
    await click(byRole('button', 'Dismiss'))
    expect(toast()).toBeNull()
  })

  it('waits while the pointer or the focus is on it', async () => {
    await show('Deleted “Milk”')
    await pass(6_000)
    toast().dispatchEvent(new MouseEvent('mouseenter'))
    toast().dispatchEvent(new FocusEvent('focusin'))
    await pass(60_000)
    toast().dispatchEvent(new MouseEvent('mouseleave'))
    await pass(60_000)
    toast().dispatchEvent(new FocusEvent('focusout'))
    await pass(3_900)
    expect(toast()).not.toBeNull()
    await pass(200)
    expect(toast()).toBeNull()
  })

  it('goes when it is acted on or dismissed', async () => {
    const run = vi.fn()
    await show('Deleted “Milk”', { action: { label: 'Undo', run } })
    await click(byRole('button', 'Undo'))
    expect(run).toHaveBeenCalledOnce()
    await show('Deleted “Tea”')
    await click(byRole('button', 'Dismiss'))
    expect(toast()).toBeNull()
  })

  it('speaks politely, and errors at once', async () => {
    await show('Deleted “Milk”')
    expect(said()).toBe('Deleted “Milk”')
    await show('Couldn’t delete “Milk”.', { tone: 'error' })
    expect(warned()).toBe('Couldn’t delete “Milk”.')
  })

  it('is heard again when it says the same again', async () => {
    await show('Deleted “Milk”')
    const before = said()
    await show('Deleted “Milk”')
    expect(said()).not.toBe(before)
    expect(said()!.trim()).toBe(before)
  })

  it('has at most two others beside it', async () => {
    for (const text of ['1', '2', '3', '4']) await show(text)
    expect(allByRole('button', 'Dismiss')).toHaveLength(3)
  })
})
