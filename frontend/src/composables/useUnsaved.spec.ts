import { flushPromises } from '@vue/test-utils'
import { defineComponent, h } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { setSession, type Session } from '@/auth'
import SignOutConfirm from '@/components/shell/SignOutConfirm.vue'
import { eventually } from '@/test/eventually'
import { allByRole, byRole, click, mountPage, press, type } from '@/test/mountPage'
import { makeTodo } from '@/test/fakeServer'
import InboxView from '@/views/InboxView.vue'
import { useAccount } from './useAccount'
import { useUnsavedGuard } from './useUnsavedGuard'

const signOut = vi.fn(async () => {})
const session = { isLive: true, email: 'ana@example.org', onChange() {} }
let page: Awaited<ReturnType<typeof mountPage>>

const Page = defineComponent({
  setup() {
    useUnsavedGuard()
    const { isLeaving, signOut } = useAccount()
    return () => [
      h(InboxView),
      h('button', { onClick: signOut }, 'Sign out'),
      isLeaving.value ? h(SignOutConfirm) : null,
    ]
  },
})

function asksOnClosing(): boolean {
  const event = new Event('beforeunload', { cancelable: true })
  window.dispatchEvent(event)
  return event.defaultPrevented
}

beforeEach(async () => {
  HTMLDialogElement.prototype.showModal ??= () => {}
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener() {},
    removeEventListener() {},
  }))
  signOut.mockClear()
  setSession({ ...session, signOut } as unknown as Session)
  page = await mountPage(Page, { seed: { todos: [makeTodo({ id: 'a', title: 'Milk' })] } })
})

afterEach(() => {
  page.unmount()
  document.body.innerHTML = ''
})

it('lets one go when everything is saved', async () => {
  expect(asksOnClosing()).toBe(false)
  await click(byRole('button', 'Sign out'))
  await eventually(() => expect(signOut).toHaveBeenCalledOnce())
})

it('asks before text in the add box is lost', async () => {
  await type(byRole('textbox', 'What needs'), 'Jam')
  expect(asksOnClosing()).toBe(true)
  await click(byRole('button', 'Sign out'))
  expect(signOut).not.toHaveBeenCalled()
  await click(byRole('button', 'Cancel'))
  expect(allByRole('button', 'Cancel')).toEqual([])
  await click(byRole('button', 'Sign out'))
  await click(allByRole('button', 'Sign out').at(-1)!)
  await eventually(() => expect(signOut).toHaveBeenCalledOnce())
})

it('asks before an edit in its row is lost, and not after it ended', async () => {
  byRole('link', 'Milk').dispatchEvent(new MouseEvent('dblclick', { bubbles: true }))
  await flushPromises()
  const box = byRole('textbox', 'Edit title')
  expect(asksOnClosing()).toBe(false)
  await type(box, 'Oat milk')
  expect(asksOnClosing()).toBe(true)
  await press('Escape', box)
  expect(asksOnClosing()).toBe(false)
})

it('lets the page close on what only the server has not heard, but not the session', async () => {
  page.server.goOffline()
  await click(byRole('checkbox', 'Complete “Milk”'))
  await eventually(() => expect(asksOnClosing()).toBe(false))
  await click(byRole('button', 'Sign out'))
  expect(document.body.textContent).toContain('1 change has not been sent yet, and would be lost.')
  expect(signOut).not.toHaveBeenCalled()
  await click(allByRole('button', 'Sign out').at(-1)!)
  await eventually(() => expect(signOut).toHaveBeenCalledOnce())
})

it('asks before the page closes on what the device could not keep', () => {
  vi.spyOn(page.sync, 'unwritten').mockReturnValue(1)
  expect(asksOnClosing()).toBe(true)
})

it('says so when it was sent while the question was open', async () => {
  page.server.hold()
  await click(byRole('checkbox', 'Complete “Milk”'))
  await click(byRole('button', 'Sign out'))
  page.server.release()
  await page.synced()
  await flushPromises()
  expect(document.body.textContent).toContain('Everything is sent by now.')
})

it('removes the copy before it signs out', async () => {
  const wipe = vi.spyOn(page.sync, 'wipe')
  await click(byRole('button', 'Sign out'))
  await eventually(() => expect(signOut).toHaveBeenCalledOnce())
  expect(wipe.mock.invocationCallOrder[0]).toBeLessThan(signOut.mock.invocationCallOrder[0]!)
})

it('signs out also when the copy cannot be removed', async () => {
  vi.spyOn(page.sync, 'wipe').mockRejectedValue(new Error('No'))
  await click(byRole('button', 'Sign out'))
  await eventually(() => expect(signOut).toHaveBeenCalledOnce())
})

it('signs out also when nobody can tell whether the copy is gone', async () => {
  vi.spyOn(page.sync, 'wipe').mockReturnValue(new Promise(() => {}))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  byRole('button', 'Sign out').click()
  await vi.advanceTimersByTimeAsync(2_000)
  vi.useRealTimers()
  expect(signOut).toHaveBeenCalledOnce()
})
