import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { expect } from 'vitest'
import { defineComponent, h, type Component } from 'vue'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
// What a page has a moment after it was painted, it has here from the start.
import '@/components/quickAdd'
import { setApi, type Api } from '@/api'
import type { Op } from '@/api/sync'
import AppToasts from '@/components/base/AppToasts.vue'
import { loadRowEdit } from '@/components/todos/rowEdit'
import { forgetAll } from '@/lib/forgetting'
import { createSync, setSync, type Sync } from '@/sync'
import { eventually } from './eventually'
import { createFakeServer, ME, type FakeServer } from './fakeServer'

export type Seed = Parameters<typeof createFakeServer>[0]

const SELECTORS: Record<string, string> = {
  button: 'button:not([role]), [role=button]',
  link: 'a[href]',
  checkbox: 'input[type=checkbox]',
  textbox: 'input:not([type]), input[type=search], textarea',
  list: 'ul, ol',
}

function nameOf(element: Element): string {
  const own = element.getAttribute('aria-label') ?? element.closest('label')?.textContent
  return (own ?? element.textContent ?? '').replace(/\s+/g, ' ').trim()
}

/** Everything on the page with this role whose name contains the text. */
export function allByRole<T extends HTMLElement>(role: string, name = ''): T[] {
  const found = document.querySelectorAll<T>(SELECTORS[role] ?? `[role=${role}]`)
  return [...found].filter((element) => nameOf(element).includes(name))
}

export function byRole<T extends HTMLElement>(role: string, name = ''): T {
  const [first] = allByRole<T>(role, name)
  if (!first) throw new Error(`There is no ${role} “${name}” in:\n${document.body.innerHTML}`)
  return first
}

export const rowTitles = () =>
  [...document.querySelectorAll('[data-row-link] .title')].map(({ textContent }) => textContent)

/** What the polite and the assertive region said last. */
export const said = () => byRole('status').textContent
export const warned = () => byRole('alert').textContent

export async function press(key: string, target: Element = document.activeElement!) {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  await flushPromises()
}

export async function click(element: HTMLElement, options: MouseEventInit = {}) {
  element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...options }))
  await flushPromises()
}

export async function type(input: HTMLElement, value: string) {
  ;(input as HTMLInputElement).value = value
  input.dispatchEvent(new Event('input', { bubbles: true }))
  await flushPromises()
}

/** The real engine on a new device, with a server in memory behind it. */
export function openSync(server: FakeServer) {
  globalThis.indexedDB = new IDBFactory()
  localStorage.clear()
  forgetAll()
  const api = server.api as Api
  setApi(() => api)
  const sync = createSync({ sub: ME, api })
  setSync(sync)
  return sync
}

/** The server has heard everything, and we have heard of it. */
export function untilSynced(sync: Sync) {
  const isSynced = () => expect(sync.status.value).toMatchObject({ state: 'synced', waiting: 0 })
  return eventually(isSynced)
}

interface Options {
  path?: string
  seed?: Seed
  /** Mounts before the first pull is answered: `release` lets the server answer. */
  early?: boolean
  /** Beside the view, of the shell. */
  also?: Component
}

/** A view in the real router, on a copy that has heard of everything. */
export async function mountPage(view: Component, options: Options = {}) {
  const { path = '/', seed, early, also } = options
  const server = createFakeServer(seed)
  if (early) server.hold()
  const sync = openSync(server)
  const ops: Op[] = []
  const change = sync.change
  sync.change = (listId, op) => (ops.push(op), change(listId, op))
  const pinia = createPinia()
  setActivePinia(pinia)
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/lists/:listId', component: view },
      { path: '/:rest(.*)*', component: view },
    ],
  })
  await Promise.all([router.push(path), loadRowEdit()])
  const Page = defineComponent({
    render: () => [h(RouterView), also ? h(also) : null, h(AppToasts)],
  })
  if (!early) await eventually(() => expect(sync.isReady.value).toBe(true))
  const wrapper = mount(Page, { attachTo: document.body, global: { plugins: [pinia, router] } })
  await flushPromises()

  /** Another device does something, and this one hears of it. */
  async function meanwhile(act: () => void): Promise<void> {
    act()
    await sync.syncNow()
    await flushPromises()
  }

  function unmount(): void {
    wrapper.unmount()
    sync.close()
  }

  return { server, sync, ops, router, wrapper, meanwhile, unmount, synced: () => untilSynced(sync) }
}
