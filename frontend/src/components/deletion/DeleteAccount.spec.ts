import { flushPromises } from '@vue/test-utils'
import { defineComponent, h, ref } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApiError, setApi, type Api } from '@/api'
import { createSession, createVault, setSession } from '@/auth'
import { useSessionStore } from '@/stores/session'
import { byRole, click, mountPage, type } from '@/test/mountPage'
import { makeTokens } from '@/test/tokens'
import DeleteAccount from './DeleteAccount.vue'

const isOpen = ref(false)
const View = defineComponent({
  setup: () => () =>
    isOpen.value &&
    h(DeleteAccount, {
      onClose: () => (isOpen.value = false),
      onExport: () => (isOpen.value = false),
    }),
})
const BUSY = new ApiError('problem', { status: 503, code: 'unavailable' })
const ask = vi.fn<() => Promise<unknown>>()
let page: Awaited<ReturnType<typeof mountPage>>

const isBegun = () => /"isBegun":true/.test(localStorage.getItem('doable.deletion') ?? '')
const cancel = () => document.querySelector('dialog')!.dispatchEvent(new Event('cancel'))

async function send(): Promise<void> {
  await type(document.querySelector('input[type=email]')!, useSessionStore().email!)
  document.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()
}

beforeEach(async () => {
  HTMLDialogElement.prototype.showModal ??= () => {}
  const endpoint = { refresh: async () => null, revoke: async () => {} }
  const session = createSession({ endpoint, vault: createVault() })
  session.start(makeTokens(), { keep: false })
  setSession(session)
  ask.mockReset()
  page = await mountPage(View)
  setApi(() => ({ ...page.server.api, ask }) as unknown as Api)
  isOpen.value = true
  await flushPromises()
})

afterEach(() => {
  vi.useRealTimers()
  isOpen.value = false
  page.unmount()
  document.body.innerHTML = ''
})

it('is not sent again by who cancels while the server is busy', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  ask.mockRejectedValueOnce(BUSY).mockResolvedValue({ done: true })
  await send()
  await click(byRole('button', 'Cancel'))
  expect(isOpen.value).toBe(false)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(ask).toHaveBeenCalledOnce()
  expect(isBegun()).toBe(false)
})

it('does not close as if it were cancelled when it cannot be called back', async () => {
  let answer = (_: { done: boolean }) => {}
  ask.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
  await send()
  await click(byRole('button', 'Cancel'))
  await click(byRole('button', 'Close'))
  await click(byRole('button', 'To “Your data”'))
  cancel()
  expect(isOpen.value).toBe(true)
  answer({ done: false })
  await flushPromises()
  expect([isOpen.value, isBegun()]).toEqual([false, true])
})

it('does not go on by itself for who went back meanwhile', async () => {
  let answer = (_: { done: boolean }) => {}
  ask.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
  await send()
  isOpen.value = false
  await flushPromises()
  answer({ done: false })
  await flushPromises()
  expect(isBegun()).toBe(false)
})
