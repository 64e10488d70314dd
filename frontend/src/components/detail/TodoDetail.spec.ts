import { flushPromises } from '@vue/test-utils'
import { computed, defineComponent, h, ref } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { eventually } from '@/test/eventually'
import { INBOX, makeTodo } from '@/test/fakeServer'
import { allByRole, byRole, click, mountPage, press, said, type } from '@/test/mountPage'
import { useUnsavedGuard } from '@/composables/useUnsavedGuard'
import { useStatusStore } from '@/stores/status'
import { useTodosStore } from '@/stores/todos'
import TodoDetail from './TodoDetail.vue'

const todo = makeTodo({ id: 'a', title: 'Milk', notes: 'Two', due: '2026-12-01', dueTime: '17:00' })
const seed = {
  lists: [
    { id: 'home', name: 'Home' },
    { id: 'old', name: 'Old', archived: true },
  ],
  todos: [
    todo,
    makeTodo({ id: 'b', title: 'Oat', parentId: 'a', order: 'a1' }),
    makeTodo({ id: 'c', title: 'Paint', listId: 'home' }),
  ],
}
const isOpen = ref(true)

/** The pane around it only decides whether it is there. */
const Host = defineComponent({
  setup() {
    useUnsavedGuard()
    const todos = useTodosStore()
    const found = computed(() => todos.byId('a'))
    return () => (isOpen.value && found.value ? h(TodoDetail, { todo: found.value }) : null)
  },
})

let page: Awaited<ReturnType<typeof mountPage>>
const shown = () => page.sync.todos.value.get('a')!
const title = () => byRole<HTMLTextAreaElement>('textbox', 'Title')
const notes = () => byRole<HTMLTextAreaElement>('textbox', 'Notes')
const patchNotes = (notes: string) =>
  page.server.change(INBOX, { op: 'patch', id: 'a', fields: { notes } })
const leave = (field: Element) => field.dispatchEvent(new FocusEvent('blur'))

function asksOnClosing(): boolean {
  const event = new Event('beforeunload', { cancelable: true })
  window.dispatchEvent(event)
  return event.defaultPrevented
}

beforeEach(async () => {
  isOpen.value = true
  page = await mountPage(Host, { seed })
})

afterEach(() => {
  vi.useRealTimers()
  page.unmount()
  document.body.innerHTML = ''
})

describe('what is typed', () => {
  it('is a change a moment after the last key, once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    for (const text of ['Oat', 'Oat m', 'Oat milk']) {
      await type(title(), text)
      vi.advanceTimersByTime(300)
    }
    expect(page.ops).toEqual([])
    vi.advanceTimersByTime(300)
    expect(page.ops).toEqual([
      { op: 'patch', id: 'a', fields: { title: 'Oat milk' }, was: { title: 'Milk' } },
    ])
    expect(shown().title).toBe('Oat milk')
  })

  it('is nowhere else until then, and closing the page asks', async () => {
    await type(title(), 'Oat milk')
    expect(useStatusStore().state).toBe('saving')
    expect(asksOnClosing()).toBe(true)
    leave(title())
    await eventually(() => expect(asksOnClosing()).toBe(false))
    await page.synced()
    expect(page.server.todos.get('a')!.title).toBe('Oat milk')
    expect(useStatusStore().state).toBe('synced')
  })

  it.each([
    ['on leaving the field', () => leave(notes())],
    ['when the pane closes', () => (isOpen.value = false)],
    ['when the page is left', () => window.dispatchEvent(new Event('pagehide'))],
  ])('is a change at once %s', async (_, act) => {
    await type(notes(), 'Three')
    act()
    await flushPromises()
    expect(shown().notes).toBe('Three')
  })

  it('is no change when it ends as it was', async () => {
    await type(notes(), 'Twoo')
    await type(notes(), 'Two')
    leave(notes())
    expect(page.ops).toEqual([])
  })

  it('keeps a space at the end while the next word is not there', async () => {
    await type(title(), 'Oat ')
    window.dispatchEvent(new Event('pagehide'))
    await flushPromises()
    expect(shown().title).toBe('Oat')
    expect(title().value).toBe('Oat ')
    leave(title())
    await flushPromises()
    expect(title().value).toBe('Oat')
  })

  it('is not overwritten by what another device does meanwhile', async () => {
    await type(title(), 'Oat milk')
    const fields = { title: 'Soy milk', notes: 'Four' }
    await page.meanwhile(() => page.server.change(INBOX, { op: 'patch', id: 'a', fields }))
    expect(title().value).toBe('Oat milk')
    expect(notes().value).toBe('Four')
  })

  it('takes the last title back when it is left empty', async () => {
    await type(title(), '  ')
    leave(title())
    await flushPromises()
    expect(title().value).toBe('Milk')
    expect(page.ops).toEqual([])
  })

  it('is forgotten when it is nothing and the pane closes', async () => {
    await type(title(), '  ')
    isOpen.value = false
    await flushPromises()
    expect(useStatusStore().unkept).toBe(0)
  })
})

describe('notes that are too long', () => {
  const long = 'ä'.repeat(8193)

  it('are said and not sent, and stay until they are shortened', async () => {
    await type(notes(), long)
    leave(notes())
    await flushPromises()
    expect(document.body.textContent).toContain('These notes are too long to be saved.')
    expect(useStatusStore().state).toBe('attention')
    expect(page.ops).toEqual([])
    isOpen.value = false
    await flushPromises()
    await page.meanwhile(() => patchNotes('Four'))
    isOpen.value = true
    await flushPromises()
    expect(notes().value).toBe(long)
    await type(notes(), long.slice(1))
    leave(notes())
    expect(page.ops).toMatchObject([{ fields: { notes: long.slice(1) }, was: { notes: 'Two' } }])
    await flushPromises()
    expect(document.body.textContent).not.toContain('too long')
  })
})

describe('two versions of a text', () => {
  const versions = () => document.querySelector('[aria-label="Two versions of the notes"]')

  beforeEach(async () => {
    await type(notes(), 'Three')
    patchNotes('Four')
    leave(notes())
    await eventually(() => expect(versions()).toBeTruthy())
  })

  it('stand beside their field, with the own one in it', () => {
    expect(notes().value).toBe('Three')
    expect(versions()!.textContent).toContain('Four')
  })

  it('are one again when theirs is used', async () => {
    await type(notes(), 'Three and a half')
    await click(byRole('button', 'Use theirs for the notes of “Milk”'))
    expect(notes().value).toBe('Four')
    await eventually(() => expect(versions()).toBeNull())
    await page.synced()
    expect(page.server.todos.get('a')!.notes).toBe('Four')
  })

  it('are one again when the own one is kept', async () => {
    await click(byRole('button', 'Keep mine for the notes of “Milk”'))
    expect(document.activeElement).toBe(notes())
    await eventually(() => expect(versions()).toBeNull())
    await page.synced()
    expect(page.server.todos.get('a')!.notes).toBe('Three')
  })
})

describe('the list', () => {
  const select = () => document.querySelector<HTMLSelectElement>('select')!

  async function choose(id: string) {
    select().value = id
    select().dispatchEvent(new Event('change'))
    await flushPromises()
  }

  it('is one of those that are in use', () => {
    expect([...select().options].map(({ text }) => text)).toEqual(['Inbox', 'Home'])
    expect(select().value).toBe(INBOX)
  })

  it('can be another one: it goes there, to the end, with what hangs on it', async () => {
    await choose('home')
    expect(said()).toBe('Moved “Milk” to “Home”')
    expect(select().value).toBe('home')
    await page.synced()
    const { todos } = page.server.lists.get('home')!
    const inOrder = [...todos.values()].sort((a, b) => (a.order < b.order ? -1 : 1))
    expect(inOrder.map(({ title }) => title)).toEqual(['Paint', 'Milk', 'Oat'])
    expect(todos.get('b')!.parentId).toBe('a')
  })

  it('is not each one that the arrow keys pass, but the one that Enter is pressed on', async () => {
    await press('ArrowDown', select())
    await choose('home')
    expect(said()).not.toContain('Moved')
    await press('Enter', select())
    expect(said()).toBe('Moved “Milk” to “Home”')
  })

  it('is the one before after Undo, and the place in it, too', async () => {
    await choose('home')
    await click(byRole('button', 'Undo'))
    expect(said()).toBe('Undone: Moved “Milk” to “Home”')
    await page.synced()
    const { todos } = page.server.lists.get(INBOX)!
    expect(todos.get('a')).toMatchObject({ order: 'a0', parentId: null })
    expect(todos.get('b')).toMatchObject({ order: 'a1', parentId: 'a' })
  })
})

describe('the fields', () => {
  it('set and clear the due date, and its time with it', async () => {
    await click(byRole('button', 'None'))
    expect(shown()).toMatchObject({ due: null, dueTime: null })
    const date = document.querySelector<HTMLInputElement>('[aria-label="Due date"]')!
    date.value = '2027-02-28'
    date.dispatchEvent(new Event('change'))
    await flushPromises()
    expect(shown().due).toBe('2027-02-28')
  })

  it('take a typed date when it is complete, not with every digit', async () => {
    const date = document.querySelector<HTMLInputElement>('[aria-label="Due date"]')!
    for (const value of ['2026-12-02', '2026-12-25']) {
      await press(value.at(-1)!, date)
      date.value = value
      date.dispatchEvent(new Event('change'))
      await flushPromises()
    }
    expect(page.ops).toHaveLength(0)
    await press('Enter', date)
    expect(shown().due).toBe('2026-12-25')
    await press('2', date)
    date.value = '0002-12-25'
    date.dispatchEvent(new FocusEvent('blur'))
    expect(date.value).toBe('2026-12-25')
    expect(page.ops).toHaveLength(1)
  })

  it('set the priority', async () => {
    await click(byRole('button', 'High'))
    expect(shown().priority).toBe(2)
    expect(byRole('button', 'High').getAttribute('aria-pressed')).toBe('true')
  })

  it('add and remove tags', async () => {
    const box = byRole('textbox', 'Add a tag')
    for (const tag of ['@shop', 'soon', 'shop']) {
      await type(box, tag)
      await press('Enter', box)
    }
    expect(shown().tags).toEqual(['shop', 'soon'])
    expect(page.ops.at(-1)).toEqual({ op: 'patch', id: 'a', addTags: ['soon'] })
    await click(byRole('button', 'Remove tag shop'))
    expect(document.activeElement).toBe(byRole('textbox', 'Add a tag'))
    await press('Backspace', byRole('textbox', 'Add a tag'))
    expect(shown().tags).toEqual([])
    expect(allByRole('list', 'Tags')).toHaveLength(0)
  })
})
