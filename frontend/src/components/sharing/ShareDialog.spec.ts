import { flushPromises } from '@vue/test-utils'
import { defineComponent, h, nextTick, ref } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { setApi, type Api } from '@/api'
import type { Invite } from '@/api/sharing'
import { createSession, createVault, setSession } from '@/auth'
import { useListsStore } from '@/stores/lists'
import { allByRole, byRole, click, mountPage } from '@/test/mountPage'
import ShareDialog from './ShareDialog.vue'

const isOpen = ref(false)
const View = defineComponent({
  setup: () => () => isOpen.value && h(ShareDialog, { list: useListsStore().byId('home')! }),
})
const ask = vi.fn<(method: string, path: string) => Promise<unknown>>()
const inviteOf = (id: string): Invite => ({
  ...{ id, role: 'editor', createdBy: 'me' },
  ...{ createdAt: '2026-11-23T08:00:00.000Z', expiresAt: '2026-11-30T08:00:00.000Z' },
})
/** What the server answers next. */
let open: Invite[]
let page: Awaited<ReturnType<typeof mountPage>>

const members = () => [...document.querySelectorAll('li p')].map((one) => one.textContent)
const link = () => document.querySelector<HTMLInputElement>('input[readonly]')?.value.split('#')[1]
const roleOf = (name: string) =>
  document.querySelector<HTMLSelectElement>(`select[aria-label="Role of ${name}"]`)!

async function choose(select: HTMLSelectElement, value: string): Promise<void> {
  select.value = value
  select.dispatchEvent(new Event('change'))
  await flushPromises()
}

beforeEach(async () => {
  HTMLDialogElement.prototype.showModal ??= () => {}
  const endpoint = { refresh: async () => null, revoke: async () => {} }
  setSession(createSession({ endpoint, vault: createVault() }))
  open = [inviteOf('old')]
  ask.mockReset().mockImplementation(async (method) => {
    if (method === 'DELETE') return undefined
    if (method === 'GET') return { items: open }
    open = [...open, inviteOf('new')]
    return { token: 'secret', invite: inviteOf('new') }
  })
  page = await mountPage(View, {
    seed: { lists: [{ id: 'home', name: 'Home', members: { nobody: 'owner', me: 'owner' } }] },
  })
  setApi(() => ({ ...page.server.api, ask }) as unknown as Api)
  await page.meanwhile(() => {
    page.server.share('home', 'zoe', 'owner', 'Zoë')
    page.server.share('home', 'bob', 'editor', 'Bob')
  })
  isOpen.value = true
  await flushPromises()
})

afterEach(() => {
  isOpen.value = false
  page.unmount()
  document.body.innerHTML = ''
})

it('names who looks at it first, then owners, and those without a name last', () => {
  expect(members().slice(0, 4)).toEqual(['You', 'Zoë', 'somebody without a name', 'Bob'])
})

it('leaves everybody where they are when their role changes', async () => {
  await choose(roleOf('Zoë'), 'viewer')
  expect(page.ops).toEqual([{ op: 'setRole', member: 'zoe', role: 'viewer' }])
  expect(members().slice(0, 4)).toEqual(['You', 'Zoë', 'somebody without a name', 'Bob'])
})

it('asks before somebody stops being an owner, and shows what is so', async () => {
  await choose(roleOf('You'), 'viewer')
  expect(page.ops).toEqual([])
  expect(roleOf('You').value).toBe('owner')
  await click(byRole('button', 'Cancel'))
  await choose(roleOf('You'), 'viewer')
  await click(byRole('button', 'Stop being an owner'))
  expect(page.ops).toEqual([{ op: 'setRole', member: 'me', role: 'viewer' }])
  expect(allByRole('button', 'Make a link')).toEqual([])
  expect(document.querySelector('h2')!.textContent).toBe('Members of “Home”')
})

it('has the focus at its members when one is removed', async () => {
  await click(byRole('button', 'Remove Bob'))
  await click(allByRole('button', 'Remove').at(-1)!)
  expect(members()).not.toContain('Bob')
  expect(document.activeElement!.textContent).toBe('3 members')
})

it('makes a link while the open invites are still looked up', async () => {
  const waiting: (() => void)[] = []
  ask.mockImplementationOnce(async () => {
    const items = open
    await new Promise<void>((go) => waiting.push(go))
    return { items }
  })
  isOpen.value = false
  await nextTick()
  isOpen.value = true
  await flushPromises()
  await click(byRole('button', 'Make a link'))
  expect(link()).toBe('secret')
  waiting.forEach((go) => go())
  await flushPromises()
  expect(link()).toBe('secret')
  expect(allByRole('button', 'Withdraw')).toHaveLength(2)
})

it('keeps the link when another one is withdrawn, and not once it is used', async () => {
  await click(byRole('button', 'Make a link'))
  await click(allByRole('button', 'Withdraw')[0]!)
  expect([link(), allByRole('button', 'Withdraw').length]).toEqual(['secret', 1])
  open = []
  await page.meanwhile(() => page.server.share('home', 'cyn', 'editor', 'Cyn'))
  expect([link(), allByRole('button', 'Withdraw').length]).toEqual([undefined, 0])
})
