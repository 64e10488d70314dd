import { defineComponent, h, nextTick } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSession, createVault, setSession } from '@/auth'
import ShellExtras from '@/components/shell/ShellExtras.vue'
import { useChooser } from '@/composables/useChooser'
import { useOverlay } from '@/composables/useOverlay'
import { useCurrentRows } from '@/composables/useRows'
import { useSwipe } from '@/composables/useSwipe'
import { eventually } from '@/test/eventually'
import { makeTodo } from '@/test/fakeServer'
import { allByRole, byRole, click, mountPage, press } from '@/test/mountPage'
import TodayView from './TodayView.vue'
import TrashView from './TrashView.vue'

/** What somebody may only read is shown among what is theirs, and nothing offers to change it. */
const READ = { listId: 'read', createdBy: 'bob' }
const seed = {
  lists: [{ id: 'read', name: 'Read', members: { me: 'viewer', bob: 'owner' } as const }],
  people: ['bob'],
  todos: [
    makeTodo({ id: 'late', title: 'Theirs, late', due: '2026-11-20', ...READ }),
    makeTodo({ id: 'theirs', title: 'Theirs', due: '2026-11-23', priority: 1, ...READ }),
    makeTodo({ id: 'mine', title: 'Mine', due: '2026-11-23' }),
    makeTodo({ id: 'gone', title: 'Gone', deletedAt: '2026-11-20T10:00:00.000Z' }),
    makeTodo({ id: 'lost', title: 'Lost', deletedAt: '2026-11-21T10:00:00.000Z', ...READ }),
  ],
}
const Shell = defineComponent({ setup: () => (useSwipe(), () => h(ShellExtras)) })

let page: Awaited<ReturnType<typeof mountPage>>
const link = (id: string) =>
  document.querySelector<HTMLElement>(`[data-row="${id}"] [data-row-link]`)!
const selected = () => [...useCurrentRows().value!.selected.value]

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 23, 9), toFake: ['Date'] })
  HTMLDialogElement.prototype.showModal ??= () => {}
  const endpoint = { refresh: async () => null, revoke: async () => {} }
  setSession(createSession({ endpoint, vault: createVault() }))
})

afterEach(() => {
  vi.useRealTimers()
  useOverlay().hide()
  page.unmount()
  document.body.innerHTML = ''
})

describe('in a view of all lists', () => {
  const { asked } = useChooser()

  beforeEach(async () => {
    page = await mountPage(TodayView, { path: '/today', seed, also: Shell })
    await eventually(() => expect(useCurrentRows().value!.selection.value).not.toBeNull())
  })

  it('what is late is not moved', () => {
    expect(document.body.textContent).toContain('Overdue')
    expect(allByRole('button', 'Move all to today')).toEqual([])
  })

  it.each(['e', ' ', '2', 't', 'l', 'v', 'x', 'F2', 'Delete'])(
    'the key %j does nothing',
    async (key) => {
      link('theirs').focus()
      await press(key)
      expect([page.ops, selected(), asked.value]).toEqual([[], [], null])
      expect(document.querySelector('[data-row] input:not([type])')).toBeNull()
    },
  )

  it('it is not selected with the others', async () => {
    link('mine').focus()
    document.activeElement!.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'a', ctrlKey: true, bubbles: true }),
    )
    await eventually(() => expect(selected()).toEqual(['mine']))
    await click(link('theirs'), { ctrlKey: true })
    expect(selected()).toEqual(['mine'])
  })

  it.each([200, -200])('a swipe by %i does nothing', async (by) => {
    const swipe = (type: string, clientX: number) =>
      link('theirs').dispatchEvent(
        new PointerEvent(type, { pointerId: 1, pointerType: 'touch', clientX, bubbles: true }),
      )
    swipe('pointerdown', 300)
    swipe('pointermove', 300 + by)
    expect(document.querySelector('.swiped')).toBeNull()
    swipe('pointerup', 300 + by)
    expect([page.ops, asked.value]).toEqual([[], null])
  })

  it('the palette opens it, and offers no more', async () => {
    link('theirs').focus()
    useOverlay().show('palette')
    await eventually(() => expect(document.querySelector('.palette')).not.toBeNull())
    await nextTick()
    const group = document.querySelector('.palette [role=group]')!
    expect(group.textContent).toContain('“Theirs”')
    expect(group.querySelectorAll('[role=option]')).toHaveLength(1)
    expect(group.querySelector('.name')!.textContent).toBe('Open the details')
  })
})

describe('in the trash', () => {
  it('it lies there, and stays as it is when the rest is emptied', async () => {
    page = await mountPage(TrashView, { seed })
    expect(byRole('list', 'Trash').textContent).toContain('Lost')
    expect(allByRole('button', 'Lost')).toEqual([])
    expect(allByRole('button', 'Gone')).toHaveLength(2)
    await click(byRole('button', 'Empty trash'))
    expect(document.querySelector('dialog')!.textContent).toContain('“Gone”')
    await click(byRole('button', 'Delete for ever'))
    expect(page.ops).toEqual([{ op: 'purge', id: 'gone' }])
    expect(allByRole('button', 'Empty trash')).toEqual([])
  })
})
