import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createUpdates } from '@/sw/updates'
import { useToastsStore } from '@/stores/toasts'
import { FakeWorker } from '@/test/worker'
import { useUpdateOffer } from './useUpdateOffer'

const MINUTE = 60_000

let page: Awaited<ReturnType<typeof open>>
let isQuiet = true

async function open() {
  const worker = new FakeWorker()
  const reload = vi.fn()
  const updates = createUpdates(worker.container, worker.registration, { reload })
  const field = document.createElement('input')
  document.body.append(field)
  const setup = () => useUpdateOffer(() => isQuiet, Promise.resolve(updates))
  const wrapper = mount({ setup, render: () => null })
  await vi.advanceTimersByTimeAsync(0)
  return { worker, reload, field, wrapper }
}

const offers = () => useToastsStore().toasts.map(({ text }) => text)
const OFFER = ['A new version of Doable is ready.']

function show(state: 'visible' | 'hidden') {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
  document.dispatchEvent(new Event('visibilitychange'))
}

beforeEach(async () => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
  isQuiet = true
  page = await open()
  vi.advanceTimersByTime(MINUTE)
})

afterEach(() => {
  page.wrapper.unmount()
  document.body.replaceChildren()
  vi.useRealTimers()
})

it('offers the next version, and one click loads it', () => {
  expect(offers()).toEqual([])
  page.worker.deploy()
  vi.advanceTimersByTime(2_000)
  expect(offers()).toEqual(OFFER)
  const toasts = useToastsStore()
  expect(toasts.toasts[0]!.action!.label).toBe('Reload')
  toasts.act(toasts.toasts[0]!)
  page.worker.takeOver()
  expect(page.reload).toHaveBeenCalledOnce()
})

it('waits until everything is sent', () => {
  isQuiet = false
  page.worker.deploy()
  vi.advanceTimersByTime(MINUTE)
  expect(offers()).toEqual([])
  isQuiet = true
  vi.advanceTimersByTime(2_000)
  expect(offers()).toEqual(OFFER)
})

it('waits until nobody has touched a key or the page for some seconds', () => {
  page.worker.deploy()
  for (const name of ['keydown', 'pointerdown', 'keydown']) {
    window.dispatchEvent(new Event(name))
    vi.advanceTimersByTime(4_000)
    expect(offers()).toEqual([])
  }
  vi.advanceTimersByTime(2_000)
  expect(offers()).toEqual(OFFER)
})

it('waits while something is written in the field that has the focus', () => {
  page.field.value = 'Call m'
  page.field.focus()
  page.worker.deploy()
  vi.advanceTimersByTime(MINUTE)
  expect(offers()).toEqual([])
  page.field.value = ''
  vi.advanceTimersByTime(2_000)
  expect(offers()).toEqual(OFFER)
})

it('waits while a dialog is open, and while nobody looks', () => {
  const dialog = document.createElement('dialog')
  dialog.setAttribute('open', '')
  document.body.append(dialog)
  page.worker.deploy()
  vi.advanceTimersByTime(MINUTE)
  dialog.remove()
  show('hidden')
  vi.advanceTimersByTime(MINUTE)
  expect(offers()).toEqual([])
  show('visible')
  vi.advanceTimersByTime(2_000)
  expect(offers()).toEqual(OFFER)
})

it('offers it again to who let it go, but not soon', () => {
  page.worker.deploy()
  vi.advanceTimersByTime(2_000)
  useToastsStore().clear()
  vi.advanceTimersByTime(29 * MINUTE)
  expect(offers()).toEqual([])
  vi.advanceTimersByTime(2 * MINUTE)
  expect(offers()).toEqual(OFFER)
})

it('looks for a new version now and then while somebody looks, and when somebody comes back', () => {
  vi.advanceTimersByTime(3 * MINUTE)
  expect(page.worker.update).not.toHaveBeenCalled()
  vi.advanceTimersByTime(2 * MINUTE)
  expect(page.worker.update).toHaveBeenCalledOnce()
  show('hidden')
  vi.advanceTimersByTime(60 * MINUTE)
  expect(page.worker.update).toHaveBeenCalledOnce()
  show('visible')
  show('visible')
  expect(page.worker.update).toHaveBeenCalledTimes(2)
})

it('does nothing more when the page is gone', () => {
  page.worker.deploy()
  page.wrapper.unmount()
  vi.advanceTimersByTime(MINUTE)
  expect(offers()).toEqual([])
})
