import { flushPromises } from '@vue/test-utils'
import { defineComponent, h } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '@/api'
import { setSession, type Session } from '@/auth'
import { useAttention } from '@/composables/useAttention'
import { useChangesStore } from '@/stores/changes'
import { useDraftsStore } from '@/stores/drafts'
import { useStatusStore } from '@/stores/status'
import { useTodosStore } from '@/stores/todos'
import { eventually } from '@/test/eventually'
import { INBOX, makeTodo } from '@/test/fakeServer'
import { allByRole, byRole, click, mountPage, said } from '@/test/mountPage'
import AttentionPanel from './AttentionPanel.vue'

const milk = makeTodo({ id: 'a', title: 'Milk', notes: 'Two' })
const Shell = defineComponent({
  setup() {
    const { isOpen, open, close } = useAttention()
    return () => [
      h('button', { onClick: open }, 'Open'),
      isOpen.value ? h(AttentionPanel, { onClose: close }) : null,
    ]
  },
})

let page: Awaited<ReturnType<typeof mountPage>>
const dialog = () => document.querySelector('dialog')
const headings = () => [...document.querySelectorAll('h3')].map(({ textContent }) => textContent)
const open = () => click(byRole('button', 'Open'))

async function noticed(count: number) {
  await eventually(() => expect(useStatusStore().notices).toHaveLength(count))
  await open()
}

/** Another device is faster, each time. */
async function conflict(...fields: ('title' | 'notes')[]) {
  for (const field of fields) {
    page.server.change(INBOX, { op: 'patch', id: 'a', fields: { [field]: `Their ${field}` } })
    useChangesStore().patch(milk, { [field]: `My ${field}` }, { [field]: milk[field] })
  }
  await noticed(fields.length)
}

beforeEach(async () => {
  HTMLDialogElement.prototype.showModal ??= () => {}
  page = await mountPage(Shell, { seed: { todos: [milk] } })
})

afterEach(() => {
  useAttention().close()
  page.unmount()
  document.body.innerHTML = ''
})

describe('a refused change', () => {
  it('says what was tried and why, shows what was written, and goes when it is dismissed', async () => {
    page.server.change(INBOX, { op: 'trash', id: 'a' })
    useChangesStore().patch(milk, { title: 'Oat milk', notes: 'Line one\nLine two' })
    await noticed(1)
    expect(headings()).toEqual(['Couldn’t change “Milk”.'])
    expect(dialog()!.textContent).toContain('It is in the trash.')
    const texts = [...document.querySelectorAll('dd')].map(({ textContent }) => textContent)
    expect(texts).toEqual(['Oat milk', 'Line one\nLine two'])
    byRole('button', 'Dismiss “Milk”').focus()
    await click(byRole('button', 'Dismiss “Milk”'))
    await eventually(() => expect(useStatusStore().notices).toEqual([]))
    await flushPromises()
    expect(dialog()!.textContent).toContain('Nothing needs your attention any more.')
    expect(document.activeElement).toBe(byRole('button', 'Close'))
  })
})

describe('a text with two versions', () => {
  it('shows both, and takes theirs with one tap', async () => {
    await conflict('title')
    const figures = [...document.querySelectorAll('figure')].map(({ textContent }) => textContent)
    expect(figures).toEqual(['Your versionMy title', 'Their versionTheir title'])
    await click(byRole('button', 'Use theirs'))
    expect(said()).toBe('Their version is used')
    expect(useTodosStore().byId('a')!.title).toBe('Their title')
    await page.synced()
    expect(dialog()!.textContent).toContain('Nothing needs your attention any more.')
    expect(page.server.todos.get('a')!.title).toBe('Their title')
  })

  it('goes on to the next one, with the focus', async () => {
    await conflict('title', 'notes')
    await click(byRole('button', 'Keep mine for the title'))
    await eventually(() => expect(headings()).toHaveLength(1))
    expect(document.activeElement?.textContent).toContain('The notes of “My title” were changed')
    expect(useTodosStore().byId('a')!.title).toBe('My title')
  })

  it('is only shown when the to-do is gone', async () => {
    await conflict('title')
    await page.meanwhile(() => page.server.change(INBOX, { op: 'purge', id: 'a' }))
    expect(allByRole('button', 'Use theirs')).toEqual([])
    expect(byRole('button', 'Keep mine')).toBeTruthy()
  })
})

it('leads to notes that are too long', async () => {
  useDraftsStore().keep('a', 'notes', 'x'.repeat(16385), 'Two')
  await open()
  expect(dialog()!.textContent).toContain('The notes of “Milk” are too long to be saved.')
  await click(byRole('link', 'Shorten them'))
  await flushPromises()
  expect(page.router.currentRoute.value.query).toEqual({ todo: 'a' })
  expect(dialog()).toBeNull()
  await open()
  await click(byRole('button', 'Discard what I typed'))
  expect(dialog()!.textContent).toContain('Nothing needs your attention any more.')
})

describe('a trouble', () => {
  it('that only signing in helps leads there, and keeps the copy', async () => {
    const expire = vi.fn()
    setSession({ isLive: true, onChange() {}, expire } as unknown as Session)
    page.server.fail('push', new ApiError('problem', { status: 401, code: 'unauthorized' }))
    useChangesStore().tick(milk, true)
    await page.sync.syncNow()
    await open()
    expect(headings()).toEqual(['Your session has ended. Sign in again to send what you changed.'])
    await click(byRole('button', 'Sign in'))
    expect(expire).toHaveBeenCalledOnce()
  })

  it('gives the focus on to what is next when it is over', async () => {
    page.server.change(INBOX, { op: 'trash', id: 'a' })
    useChangesStore().patch(milk, { title: 'Oat milk' })
    await eventually(() => expect(useStatusStore().notices).toHaveLength(1))
    for (let turn = 0; turn < 4; turn++) {
      page.server.fail('pull')
      await page.sync.syncNow()
    }
    await open()
    expect(headings()).toHaveLength(2)
    byRole('button', 'Try again').focus()
    await click(byRole('button', 'Try again'))
    await eventually(() => expect(headings()).toHaveLength(1))
    expect(document.activeElement!.textContent).toContain('Couldn’t change “Milk”.')
  })
})

it('says besides that nothing gets through, and how much waits', async () => {
  page.server.change(INBOX, { op: 'trash', id: 'a' })
  useChangesStore().patch(milk, { title: 'Oat milk' })
  await noticed(1)
  page.server.goOffline()
  useChangesStore().add(INBOX, { title: 'Tea' })
  await eventually(() => expect(dialog()!.textContent).toContain('You are offline.'))
  expect(dialog()!.textContent).toContain('1 change will be sent when you are back.')
})
