// @vitest-environment node
import { expect, it, vi } from 'vitest'
import { isOpening } from './messages'
import { openPath } from './notices'

const PATH = '/today?todo=a'

function pages(...states: string[]) {
  const all = states.map((visibilityState) => ({
    visibilityState,
    postMessage: vi.fn<(message: unknown) => void>(),
    focus: vi.fn(async () => {}),
  }))
  return { all, matchAll: vi.fn(async () => all), openWindow: vi.fn(async () => {}) }
}

it('leads there in the page that is looked at', async () => {
  const clients = pages('hidden', 'visible')
  await openPath(clients, PATH)
  const [hidden, visible] = clients.all
  expect(hidden!.postMessage).not.toHaveBeenCalled()
  const [message] = visible!.postMessage.mock.lastCall!
  expect(isOpening(message) && message.path).toBe(PATH)
  expect(visible!.focus).toHaveBeenCalledOnce()
  expect(clients.openWindow).not.toHaveBeenCalled()
})

it('leads there in a page behind, if there is no other', async () => {
  const clients = pages('hidden')
  await openPath(clients, PATH)
  expect(clients.all[0]!.focus).toHaveBeenCalledOnce()
})

it('opens a page where there is none', async () => {
  const clients = pages()
  await openPath(clients, PATH)
  expect(clients.openWindow).toHaveBeenCalledExactlyOnceWith(PATH)
})

it('takes no other message for it', () => {
  for (const data of [null, undefined, 'open', { type: 'other' }])
    expect(isOpening(data)).toBe(false)
})
