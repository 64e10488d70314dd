import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { restartWhenMoved } from './restart'

let move = (): void => {}
const moved = new Promise<void>((resolve) => (move = resolve))
vi.mock('@/config', () => ({ whenMoved: () => moved }))

function open(isLive: boolean) {
  const listeners: (() => void)[] = []
  const session = { isLive, onChange: (listener: () => void) => void listeners.push(listener) }
  const reload = vi.fn()
  void restartWhenMoved(session, reload)
  return { session, reload, tell: () => listeners.forEach((listener) => listener()) }
}

it('starts anew when the user pool is another one, but not before who is signed in has left', async () => {
  const [guest, person] = [open(false), open(true)]
  await flushPromises()
  expect(guest.reload).not.toHaveBeenCalled()
  move()
  await flushPromises()
  expect(guest.reload).toHaveBeenCalledOnce()
  person.tell()
  expect(person.reload).not.toHaveBeenCalled()
  person.session.isLive = false
  person.tell()
  expect(person.reload).toHaveBeenCalledOnce()
})
