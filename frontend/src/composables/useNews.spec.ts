import { flushPromises, mount } from '@vue/test-utils'
import { defineComponent, h, watch } from 'vue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import SyncPill from '@/components/shell/SyncPill.vue'
import { useChangesStore } from '@/stores/changes'
import { useStatusStore } from '@/stores/status'
import { useToastsStore, wordsOf } from '@/stores/toasts'
import { eventually } from '@/test/eventually'
import { INBOX, makeTodo } from '@/test/fakeServer'
import { byRole, click, mountPage, said, warned } from '@/test/mountPage'
import { settle } from './settledNotices'
import { useAttention } from './useAttention'
import { useNews } from './useNews'
import { useTodoActions } from './useTodoActions'

const Shell = defineComponent({
  setup() {
    useNews()
    return () => h(SyncPill)
  },
})
const milk = makeTodo({ id: 'a', title: 'Milk' })
const tea = makeTodo({ id: 'b', title: 'Tea', order: 'a1' })
const pill = () => document.querySelector('[data-sync-pill]')!.textContent.trim()
const notes = () => useToastsStore().toasts.map(wordsOf)
const patchMilk = (fields: object) => useChangesStore().patch(milk, fields)

let page: Awaited<ReturnType<typeof mountPage>>

/** The server takes nothing in the Inbox from here on. */
const refuseAll = () => page.server.share(INBOX, 'me', 'viewer')
const noticed = (count = 1) =>
  eventually(() => expect(useStatusStore().notices).toHaveLength(count))

beforeEach(async () => {
  page = await mountPage(Shell, { seed: { todos: [milk, tea] } })
})

afterEach(() => {
  useAttention().close()
  page.unmount()
  document.body.innerHTML = ''
})

describe('the pill', () => {
  it('says that all is synced, and that something is being saved', async () => {
    expect(pill()).toBe('Synced')
    patchMilk({ priority: 1 })
    await eventually(() => expect(pill()).toBe('Saving…'))
    await eventually(() => expect(pill()).toBe('Synced'))
  })

  it('counts what waits for a network, which is said once, as is its return', async () => {
    page.server.goOffline()
    await page.sync.syncNow()
    await flushPromises()
    expect(pill()).toBe('Offline')
    expect(said()).toBe('You are offline. Changes are kept on this device.')
    patchMilk({ priority: 1 })
    useChangesStore().tick(tea, true)
    await eventually(() => expect(pill()).toBe('Offline · 2 waiting'))
    page.server.goOnline()
    await page.sync.syncNow()
    await eventually(() => expect(pill()).toBe('Synced'))
    expect(said()).toBe('You are online again.')
  })

  it('is the button to what needs attention', async () => {
    refuseAll()
    patchMilk({ priority: 1 })
    await noticed()
    await click(byRole('button', 'Needs attention'))
    expect(useAttention().isOpen.value).toBe(true)
  })
})

describe('a refused change', () => {
  it('is told by the name of what was tried, and not by that of its list', async () => {
    refuseAll()
    useChangesStore().add(INBOX, { title: 'Jam' })
    await eventually(() => expect(notes().join()).toContain('Couldn’t add “Jam”'))
  })

  it('is said with its name and the reason, in place of what it was said to be', async () => {
    refuseAll()
    useTodoActions().setDone([milk], true)
    expect(notes()).toEqual(['Completed “Milk”'])
    await noticed()
    const words = 'Couldn’t complete “Milk”. You may read this list, but not change it.'
    await eventually(() => expect(notes()).toEqual([words]))
    expect(warned()).toBe(words)
    await click(byRole('button', 'Details'))
    expect(useAttention().isOpen.value).toBe(true)
    expect(notes()).toEqual([])
  })

  it('of something in the trash says so', async () => {
    page.server.change(INBOX, { op: 'trash', id: 'a' })
    patchMilk({ title: 'Oat milk' })
    const words = 'Couldn’t change “Milk”. It is in the trash.'
    await eventually(() => expect(notes()).toEqual([words]))
  })

  it('is one note with the others, and no more once it is dismissed', async () => {
    refuseAll()
    patchMilk({ priority: 1 })
    useChangesStore().tick(tea, true)
    await eventually(() => expect(notes()).toEqual(['2 changes did not get through.']))
    await useStatusStore().dismiss(useStatusStore().notices[0]!.key)
    await flushPromises()
    expect(notes()).toEqual(['Couldn’t complete “Tea”. You may read this list, but not change it.'])
  })
})

it('says at once that a text was changed elsewhere, too', async () => {
  page.server.change(INBOX, { op: 'patch', id: 'a', fields: { title: 'Soy milk' } })
  patchMilk({ title: 'Oat milk' })
  await eventually(() =>
    expect(warned()).toBe('The title of “Oat milk” was changed elsewhere, too.'),
  )
  expect(notes()).toEqual([])
})

it('does not say again what an earlier visit has said', async () => {
  refuseAll()
  patchMilk({ priority: 1 })
  await noticed()
  useToastsStore().clear()
  const again = mount(Shell)
  await flushPromises()
  expect(notes()).toEqual([])
  again.unmount()
})

it('says that the network is gone also while something else needs attention', async () => {
  refuseAll()
  patchMilk({ priority: 1 })
  await noticed()
  page.server.goOffline()
  await page.sync.syncNow()
  await flushPromises()
  expect(said()).toBe('You are offline. Changes are kept on this device.')
  expect(pill()).toBe('Needs attention')
})

it('says nothing of what the page deals with by itself', async () => {
  const all = () => page.sync.notices.value
  const stop = watch(all, (now) => settle(now.map(({ key }) => key)), { flush: 'sync' })
  refuseAll()
  patchMilk({ priority: 1 })
  await eventually(() => expect(page.server.pushes).toHaveLength(1))
  await page.synced()
  expect([all(), notes(), warned()]).toEqual([[], [], ''])
  stop()
})
