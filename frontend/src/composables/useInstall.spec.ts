import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { installOffer, keepInstallOffer, type InstallOffer } from '@/lib/installOffer'
import { useInstall } from './useInstall'
import { useInstallHint } from './useInstallHint'

let scope: EffectScope

beforeEach(() => {
  localStorage.clear()
  installOffer.value = null
  scope = effectScope()
})

afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

function offer(outcome: 'accepted' | 'dismissed') {
  const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
    prompt: vi.fn(async () => {}),
    userChoice: Promise.resolve({ outcome }),
  })
  window.dispatchEvent(event)
  return event as unknown as InstallOffer & { prompt: ReturnType<typeof vi.fn> }
}
keepInstallOffer()

const start = () => {
  scope.stop()
  scope = effectScope()
  return scope.run(useInstallHint)!
}

function visitOn(...days: number[]) {
  vi.useFakeTimers({ toFake: ['Date'] })
  let hint = start()
  for (const day of days) {
    vi.setSystemTime(new Date(2026, 10, day, 12))
    hint = start()
  }
  return hint
}

it('keeps the offer of the browser, and takes it up when asked to', async () => {
  const { state, install } = scope.run(useInstall)!
  expect(state.value).toBe('unknown')
  const event = offer('accepted')
  expect(event.defaultPrevented).toBe(true)
  expect(state.value).toBe('offered')
  await install()
  expect(event.prompt).toHaveBeenCalledOnce()
  expect(state.value).toBe('installed')
})

it('knows when it was installed by another way', () => {
  const { state } = scope.run(useInstall)!
  offer('accepted')
  window.dispatchEvent(new Event('appinstalled'))
  expect(state.value).toBe('installed')
})

it('hints at the third visit, and not before', () => {
  const first = visitOn(23)
  offer('accepted')
  expect(first.isShown.value).toBe(false)
  expect(visitOn(24, 25).isShown.value).toBe(true)
})

it('hints at nothing that is not offered', () => {
  expect(visitOn(23, 24, 25).isShown.value).toBe(false)
})

it('is put away for good', () => {
  offer('accepted')
  const hint = visitOn(23, 24, 25)
  hint.dismiss()
  expect(hint.isShown.value).toBe(false)
  expect(visitOn(26, 27).isShown.value).toBe(false)
})

it('asks no more once the browser has been told no', async () => {
  offer('dismissed')
  await visitOn(23, 24, 25).accept()
  await flushPromises()
  offer('dismissed')
  expect(visitOn(26).isShown.value).toBe(false)
})
