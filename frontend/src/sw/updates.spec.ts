import { expect, it, vi } from 'vitest'
import { FakeWorker } from '@/test/worker'
import { createUpdates } from './updates'

function open(options?: { isFirst?: boolean }) {
  const worker = new FakeWorker(options)
  const reload = vi.fn()
  const clock = { now: 0 }
  const now = () => clock.now
  const updates = createUpdates(worker.container, worker.registration, { reload, now })
  return { worker, reload, clock, updates }
}

it('is ready when the next build waits', () => {
  const { worker, updates } = open()
  expect(updates.isReady()).toBe(false)
  worker.deploy()
  expect(updates.isReady()).toBe(true)
})

it('has nothing to offer when the first worker comes, and does not reload', () => {
  const { worker, reload, updates } = open({ isFirst: true })
  worker.takeOver()
  expect(updates.isReady()).toBe(false)
  expect(reload).not.toHaveBeenCalled()
})

it('reloads once, when the next build is in charge, however often that is asked and changes', () => {
  const { worker, reload, updates } = open()
  worker.deploy()
  updates.apply()
  updates.apply()
  expect(worker.told).toContain('take-over')
  expect(reload).not.toHaveBeenCalled()
  worker.takeOver()
  worker.takeOver()
  expect(reload).toHaveBeenCalledOnce()
})

it('does not reload because another tab did, but is ready to', () => {
  const { worker, reload, updates } = open()
  worker.deploy()
  worker.takeOver()
  expect(reload).not.toHaveBeenCalled()
  expect(updates.isReady()).toBe(true)
  updates.apply()
  expect(reload).toHaveBeenCalledOnce()
})

it('is ready for the second build that comes while the first visit lasts', () => {
  const { worker, updates } = open({ isFirst: true })
  worker.takeOver()
  worker.deploy()
  worker.takeOver()
  expect(updates.isReady()).toBe(true)
})

it('asks for a new build every few minutes at most, and minds no refusal', async () => {
  const { worker, clock, updates } = open()
  worker.update.mockRejectedValue(new TypeError('offline'))
  updates.check()
  clock.now = 299_999
  updates.check()
  expect(worker.update).not.toHaveBeenCalled()
  clock.now = 300_000
  updates.check()
  updates.check()
  expect(worker.update).toHaveBeenCalledOnce()
})
