import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { defineComponent, h, type Component } from 'vue'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { setApi, type Api } from '@/api'
import AppToasts from '@/components/base/AppToasts.vue'
import { useListsStore } from '@/stores/lists'
import { createFakeApi } from './fakeApi'

interface Options {
  path?: string
  seed?: Parameters<typeof createFakeApi>[0]
  /** The verb that fails once, from the start. */
  failing?: keyof Api
  /** Mounts before the lists are loaded. */
  early?: boolean
}

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

/** A view in the real router, with a server in memory behind it. */
export async function mountPage(
  view: Component,
  { path = '/', seed, failing, early }: Options = {},
) {
  const fake = createFakeApi(seed)
  if (failing) fake.fail(failing)
  setApi(fake.api)
  const pinia = createPinia()
  setActivePinia(pinia)
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)*', component: view }],
  })
  await router.push(path)
  const Page = defineComponent({ render: () => [h(RouterView), h(AppToasts)] })
  if (!early) await useListsStore().load()
  const wrapper = mount(Page, { attachTo: document.body, global: { plugins: [pinia, router] } })
  await flushPromises()
  return { fake, router, wrapper, unmount: () => wrapper.unmount() }
}
