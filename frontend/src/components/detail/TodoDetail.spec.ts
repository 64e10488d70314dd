import { flushPromises } from '@vue/test-utils'
import { computed, defineComponent, h, ref } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeTodo } from '@/test/fakeApi'
import { allByRole, byRole, click, mountPage, press, type, warned } from '@/test/mountPage'
import { useUnsavedGuard } from '@/composables/useUnsavedGuard'
import { useSavingStore } from '@/stores/saving'
import { useTodosStore } from '@/stores/todos'
import TodoDetail from './TodoDetail.vue'

const todo = makeTodo({ id: 'a', title: 'Milk', notes: 'Two', due: '2026-12-01', dueTime: '17:00' })
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
const stored = () => page.fake.todos.get('a')!
const title = () => byRole<HTMLTextAreaElement>('textbox', 'Title')
const notes = () => byRole<HTMLTextAreaElement>('textbox', 'Notes')
const updates = () => page.fake.calls.filter((call) => call.startsWith('updateTodo'))

async function pass(ms: number) {
  await vi.advanceTimersByTimeAsync(ms)
  await flushPromises()
}

beforeEach(async () => {
  vi.useFakeTimers()
  isOpen.value = true
  page = await mountPage(Host, { seed: { todos: [todo] } })
  await useTodosStore().loadMatching({})
  await flushPromises()
})

afterEach(() => {
  vi.useRealTimers()
  page.unmount()
  document.body.innerHTML = ''
})

describe('what is typed', () => {
  it('is saved a moment after the last key, once', async () => {
    for (const text of ['Oat', 'Oat m', 'Oat milk']) {
      await type(title(), text)
      await pass(300)
    }
    expect(updates()).toHaveLength(0)
    await pass(300)
    expect(updates()).toHaveLength(1)
    expect(stored().title).toBe('Oat milk')
  })

  it('is said to be on its way from the first key on', async () => {
    const saving = useSavingStore()
    await type(title(), 'Oat milk')
    expect(saving.state).toBe('saving')
    await pass(600)
    expect(saving.state).toBe('saved')
    page.fake.fail('updateTodo')
    await type(title(), 'Soy milk')
    await pass(600)
    expect(saving.state).toBe('failed')
  })

  it('is saved at once on leaving the field', async () => {
    await type(notes(), 'Three')
    notes().dispatchEvent(new FocusEvent('blur'))
    await flushPromises()
    expect(stored().notes).toBe('Three')
  })

  it('is saved when the pane closes', async () => {
    await type(notes(), 'Three')
    isOpen.value = false
    await flushPromises()
    expect(stored().notes).toBe('Three')
  })

  it('is saved when the page is left', async () => {
    await type(notes(), 'Three')
    window.dispatchEvent(new Event('pagehide'))
    await flushPromises()
    expect(stored().notes).toBe('Three')
  })

  it('stays when it cannot be saved, says so, and is saved on Retry', async () => {
    page.fake.fail('updateTodo')
    await type(notes(), 'Three')
    await pass(600)
    expect(notes().value).toBe('Three')
    expect(document.body.textContent).toContain('Couldn’t save what you typed.')
    await click(byRole('button', 'Retry'))
    expect(stored().notes).toBe('Three')
    expect(document.body.textContent).not.toContain('Couldn’t save')
  })

  it('is sent again when the connection is back, open or closed', async () => {
    for (const [isStillOpen, text] of [
      [true, 'Three'],
      [false, 'Four'],
    ] as const) {
      page.fake.fail('updateTodo')
      await type(notes(), text)
      isOpen.value = isStillOpen
      await pass(600)
      expect(useSavingStore().state).toBe('failed')
      window.dispatchEvent(new Event('online'))
      await flushPromises()
      expect(stored().notes).toBe(text)
      expect(useSavingStore().state).toBe('saved')
    }
  })

  it('stays “Not saved” whatever else is saved, until it is saved or dismissed', async () => {
    page.fake.fail('updateTodo')
    await type(notes(), 'Three')
    await pass(600)
    await click(byRole('button', 'High'))
    expect(stored().priority).toBe(2)
    expect(useSavingStore().state).toBe('failed')
    page.fake.fail('updateTodo')
    isOpen.value = false
    await flushPromises()
    expect(useSavingStore().state).toBe('failed')
    await click(byRole('button', 'Dismiss'))
    expect(useSavingStore().state).toBe('saved')
  })

  it('is still there when the pane was closed on a failure', async () => {
    page.fake.fail('updateTodo')
    await type(notes(), 'Three')
    isOpen.value = false
    await flushPromises()
    expect(warned()).toContain('Couldn’t save “Milk”.')
    isOpen.value = true
    await flushPromises()
    expect(notes().value).toBe('Three')
  })

  it('is not overwritten by what comes from the server meanwhile', async () => {
    await type(title(), 'Oat milk')
    page.fake.todos.set('a', { ...stored(), title: 'Soy milk', notes: 'Four', seq: 999 })
    await useTodosStore().loadMatching({})
    await flushPromises()
    expect(title().value).toBe('Oat milk')
    expect(notes().value).toBe('Four')
  })

  it('is saved again when more was typed while it was on its way', async () => {
    page.fake.hold()
    await type(title(), 'Oat')
    await pass(600)
    await type(title(), 'Oat milk')
    page.fake.release()
    await pass(600)
    expect(stored().title).toBe('Oat milk')
  })

  it('takes the last title back when it is left empty', async () => {
    await type(title(), '  ')
    title().dispatchEvent(new FocusEvent('blur'))
    await flushPromises()
    expect(title().value).toBe('Milk')
    expect(updates()).toHaveLength(0)
  })
})

describe('the fields', () => {
  it('set and clear the due date, and its time with it', async () => {
    await click(byRole('button', 'None'))
    expect(stored()).toMatchObject({ due: null, dueTime: null })
    const date = document.querySelector<HTMLInputElement>('[aria-label="Due date"]')!
    date.value = '2027-02-28'
    date.dispatchEvent(new Event('change'))
    await flushPromises()
    expect(stored().due).toBe('2027-02-28')
  })

  it('take a typed date when it is complete, not with every digit', async () => {
    const date = document.querySelector<HTMLInputElement>('[aria-label="Due date"]')!
    for (const value of ['2026-12-02', '2026-12-25']) {
      await press(value.at(-1)!, date)
      date.value = value
      date.dispatchEvent(new Event('change'))
      await flushPromises()
    }
    expect(updates()).toHaveLength(0)
    await press('Enter', date)
    expect(stored().due).toBe('2026-12-25')
    await press('2', date)
    date.value = '0002-12-25'
    date.dispatchEvent(new FocusEvent('blur'))
    expect(date.value).toBe('2026-12-25')
    expect(updates()).toHaveLength(1)
  })

  it('set the priority', async () => {
    await click(byRole('button', 'High'))
    expect(stored().priority).toBe(2)
    expect(byRole('button', 'High').getAttribute('aria-pressed')).toBe('true')
  })

  it('add and remove tags', async () => {
    const box = byRole('textbox', 'Add a tag')
    for (const tag of ['@shop', 'soon', 'shop']) {
      await type(box, tag)
      await press('Enter', box)
    }
    expect(stored().tags).toEqual(['shop', 'soon'])
    await click(byRole('button', 'Remove tag shop'))
    expect(document.activeElement).toBe(byRole('textbox', 'Add a tag'))
    await press('Backspace', byRole('textbox', 'Add a tag'))
    expect(stored().tags).toEqual([])
    expect(allByRole('list', 'Tags')).toHaveLength(0)
  })
})
