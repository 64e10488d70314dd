import { flushPromises } from '@vue/test-utils'
import { defineComponent, h, nextTick, ref } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Preset } from '@/composables/useQuickAdd'
import { useUnsaved } from '@/composables/useUnsaved'
import { startLanguage } from '@/i18n'
import { forgetPreferences, prefer } from '@/lib/preferences'
import { useHistoryStore } from '@/stores/history'
import { useTodosStore } from '@/stores/todos'
import { eventually } from '@/test/eventually'
import { INBOX, makeTodo } from '@/test/fakeServer'
import { allByRole, byRole, click, mountPage, press, said, type } from '@/test/mountPage'
import { loadQuick, QuickBox } from './quickBox'
import TodoAdd from './TodoAdd.vue'

const seed = {
  lists: [
    { id: 'home', name: 'Home' },
    { id: 'two', name: 'Two words' },
    { id: 'old', name: 'Old', archived: true },
  ],
  todos: [
    makeTodo({ id: '1', title: 'Passport', tags: ['home', 'health'] }),
    makeTodo({ id: '2', title: 'Report', tags: ['health', 'two words'] }),
  ],
}

const isHere = ref(true)
let page: Awaited<ReturnType<typeof mountPage>>

const box = () => document.querySelector<HTMLInputElement>('[data-add-box]')!
const tinted = () => [...document.querySelectorAll('mark')].map(({ textContent }) => textContent)
const chips = () => [...document.querySelectorAll('li .text')].map(({ textContent }) => textContent)
const options = () => allByRole('option').map((option) => option.textContent!.slice(1))
const problem = () => document.querySelector('p[role=alert]')?.textContent

async function open(preset: Preset = {}) {
  isHere.value = true
  const View = defineComponent({
    render: () => (isHere.value ? h(TodoAdd, { preset }) : null),
  })
  page = await mountPage(View, { seed })
  await flushPromises()
}

function submit() {
  document.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
}

async function add(text: string) {
  await write(text)
  submit()
  await flushPromises()
}

/** With the caret at the end, as it is after typing. */
async function write(text: string) {
  box().focus()
  box().value = text
  box().setSelectionRange(text.length, text.length)
  await type(box(), text)
}

async function erase() {
  const event = new InputEvent('beforeinput', {
    inputType: 'deleteContentBackward',
    cancelable: true,
  })
  box().dispatchEvent(event)
  await flushPromises()
  return event.defaultPrevented
}

async function paste(text: string) {
  const event = new Event('paste', { cancelable: true, bubbles: true })
  box().focus()
  box().dispatchEvent(Object.assign(event, { clipboardData: { getData: () => text } }))
  await flushPromises()
}

const added = () => useTodosStore().live.filter(({ id }) => !['1', '2'].includes(id))

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 23, 12), toFake: ['Date'] })
})

afterEach(async () => {
  vi.useRealTimers()
  page.unmount()
  forgetPreferences()
  document.body.innerHTML = ''
  await startLanguage(['en-GB'])
})

describe('what is typed', () => {
  it('waits, half-written, until one comes back to the view', async () => {
    await open()
    await write('Call Ann about')
    isHere.value = false
    await nextTick()
    expect(box()).toBeNull()
    expect(useUnsaved()()).toBe(1)
    isHere.value = true
    await flushPromises()
    expect(box().value).toBe('Call Ann about')
    submit()
    await eventually(() => expect(useUnsaved()()).toBe(0))
  })

  it('is tinted where it is understood, and shown as chips', async () => {
    await open()
    await write('Book dentist tomorrow 5pm @health #home p2 // bring the card')
    expect(tinted()).toEqual(['tomorrow', '5pm', '@health', '#home', 'p2', '// bring the card'])
    expect(chips()).toEqual(['Tomorrow · 17:00', '@health', 'Home', 'High', 'bring the card'])
  })

  it.each([
    ['Bins every mon', 'Every Monday'],
    ['Bins every mon,thu', 'Every Monday and Thursday'],
    ['Bins every weekday', 'Every weekday'],
    ['Bins every! 3 days', 'Every 3 days, counted from completion'],
    ['Bins p4', 'No priority'],
    ['Bins 9am', 'Tomorrow · 09:00'],
  ])('has the chip of %s: %s', async (text, chip) => {
    await open()
    await write(text)
    expect(chips()).toEqual([chip])
  })

  it('is text where it only looks like more', async () => {
    await open()
    await write('March with the band')
    expect([tinted(), chips()]).toEqual([[], []])
  })

  it('is told at a pause, and each thing once', async () => {
    await open()
    await write('Milk tom')
    await write('Milk tomorrow')
    await eventually(() => expect(said()).toBe('Due Tomorrow'))
    await write('Milk tomorrow p1')
    await eventually(() => expect(said()).toBe('Priority Urgent'))
  })

  it('is understood in German, and English still is', async () => {
    await startLanguage(['de-DE'])
    await open()
    await write('Milch morgen 17 Uhr')
    expect(chips()).toEqual(['Morgen · 17:00'])
    await write('Milch next week')
    expect(chips()).toEqual(['30. Nov.'])
  })
})

describe('turning back into text', () => {
  it('is done by the × of a chip', async () => {
    await open()
    await write('Milk tomorrow 5pm p1')
    await click(byRole('button', 'Turn “tomorrow 5pm” back into text'))
    expect(chips()).toEqual(['Urgent'])
    expect(said()).toBe('“tomorrow 5pm” is text')
    submit()
    expect(added()).toMatchObject([{ title: 'Milk tomorrow 5pm', priority: 1, due: null }])
  })

  it('is done by Backspace right behind it, which deletes from then on', async () => {
    await open()
    await write('Milk p1 @health')
    expect(await erase()).toBe(true)
    expect(chips()).toEqual(['Urgent'])
    expect(await erase()).toBe(false)
    await write('Milk p1 @healt')
    expect(await erase()).toBe(false)
  })

  it('is not done elsewhere', async () => {
    await open()
    await write('Milk p1 ')
    expect(await erase()).toBe(false)
    await write('Milk p1')
    box().setSelectionRange(0, 7)
    expect(await erase()).toBe(false)
  })

  it('holds until it is typed anew', async () => {
    await open()
    await write('Milk p1')
    await erase()
    await write('Milk p1 soon')
    expect(chips()).toEqual([])
    await write('Milk ')
    await write('Milk p1')
    expect(chips()).toEqual(['Urgent'])
  })
})

describe('adding', () => {
  it('adds all that was said', async () => {
    await open()
    await add('  Bins every mon 9am @health @"two words" p1 #"two words" // the blue one ')
    expect(added()).toMatchObject([
      {
        ...{ title: 'Bins', due: '2026-11-30', dueTime: '09:00', priority: 1, listId: 'two' },
        ...{ repeat: 'FREQ=WEEKLY;BYDAY=MO', tags: ['health', 'two words'], notes: 'the blue one' },
      },
    ])
    expect(said()).toBe('Added “Bins” to “Two words”')
    expect(box().value).toBe('')
    expect(document.activeElement).toBe(box())
  })

  it('adds nothing for nothing', async () => {
    await open()
    await add('   ')
    expect(page.ops).toEqual([])
  })

  it.each([
    [{ due: '2026-11-23' }, 'Milk', { due: '2026-11-23' }],
    [{ due: '2026-11-23' }, 'Milk tomorrow', { due: '2026-11-24' }],
    [{ due: '2026-11-26' }, 'Milk 9am', { due: '2026-11-26', dueTime: '09:00' }],
    [{ tag: 'shop' }, 'Milk @dairy', { tags: ['dairy', 'shop'] }],
    [{ tag: 'shop' }, 'Milk @shop', { tags: ['shop'] }],
    [{ listId: 'home' }, 'Milk', { listId: 'home' }],
    [{ listId: 'home' }, 'Milk #inbox', { listId: INBOX }],
    [{ listId: 'gone' }, 'Milk', { listId: INBOX }],
    [{}, 'Milk', { listId: INBOX }],
    [{}, 'Milk #old', { title: 'Milk #old', listId: INBOX }],
  ])('where the place says %j, “%s” becomes %j', async (preset, text, fields) => {
    await open(preset)
    await add(text)
    expect(added()).toMatchObject([fields])
  })

  it.each([
    ['home', 'home'],
    ['old', INBOX],
    ['gone', INBOX],
  ])('puts what names no list into the chosen one: %s', async (chosen, listId) => {
    prefer('defaultList', chosen)
    await open({ due: '2026-11-23' })
    await add('Milk')
    expect(added()).toMatchObject([{ listId }])
  })

  it('offers the way back where it goes out of sight', async () => {
    await open({ listId: 'home' })
    await add('Milk #"two words"')
    await click(byRole('button', 'Undo'))
    expect(added()).toEqual([])
  })

  it('refuses a title that is too long, and keeps it', async () => {
    await open()
    const text = `${'x'.repeat(501)} p1`
    await add(text)
    expect(problem()).toBe(
      'A title has at most 500 characters, and this one has 501. Please shorten it.',
    )
    expect([box().value, box().getAttribute('aria-invalid')]).toEqual([text, 'true'])
    await add(`${'🦷'.repeat(500)} p1`)
    expect(problem()).toBeUndefined()
    expect(added()).toHaveLength(1)
  })

  it('keeps all that is entered before the words are understood, and its order', async () => {
    await open()
    QuickBox.value = undefined
    await nextTick()
    for (const text of ['One p1', 'Two', 'Three']) {
      box().value = text
      box().dispatchEvent(new Event('input'))
      submit()
    }
    expect(added()).toEqual([])
    await flushPromises()
    expect(added().map(({ title }) => title)).toEqual(['One', 'Two', 'Three'])
    QuickBox.value = (await loadQuick()).QuickBox
  })
})

describe('the names of lists and tags', () => {
  it('are offered as one writes them, the most used tags first', async () => {
    await open()
    await write('Milk #')
    expect(options()).toEqual(['Inbox', 'Home', 'Two words'])
    await write('Milk @')
    expect(options()).toEqual(['health', 'home', 'two words'])
    await write('Milk @h')
    expect(options()).toEqual(['health', 'home', 'two words'].slice(0, 2))
    await write('Milk @health @h')
    expect(options()).toEqual(['home'])
    await write('bob@h')
    expect(options()).toEqual([])
  })

  it('are picked by Enter; a list that begins like this at once', async () => {
    await open()
    await write('Milk #tw')
    expect(box().getAttribute('aria-expanded')).toBe('true')
    expect(byRole('option', 'Two').id).toBe(box().getAttribute('aria-activedescendant'))
    await press('Enter')
    expect(box().value).toBe('Milk #"Two words" ')
    expect(options()).toEqual([])
    expect(chips()).toEqual(['Two words'])
  })

  it('are picked by the arrows, or Tab', async () => {
    await open()
    await write('Milk @h')
    expect(box().getAttribute('aria-activedescendant')).toBeNull()
    await press('ArrowDown')
    await press('ArrowDown')
    await press('Enter')
    expect(box().value).toBe('Milk @home ')
    await write('Milk @h')
    await press('Tab')
    expect(box().value).toBe('Milk @health ')
  })

  it('do not keep a new tag, or the whole name of a list, from being added', async () => {
    await open()
    await write('Milk @h')
    await press('Enter')
    expect(box().value).toBe('Milk @h')
    await write('Milk #home')
    await press('Enter')
    expect(box().value).toBe('Milk #home')
  })

  it('go on Escape, which leaves the box only after that', async () => {
    await open()
    await write('Milk #h')
    await press('Escape')
    expect(options()).toEqual([])
    await write('Milk #ho')
    expect(options()).toEqual([])
    expect(document.activeElement).toBe(box())
    await press('Escape')
    expect(document.activeElement).not.toBe(box())
    expect(box().value).toBe('Milk #ho')
  })

  it('leave the keys to an input method', async () => {
    await open()
    await write('Milk #h')
    const event = new KeyboardEvent('keydown', { key: 'ArrowDown', isComposing: true })
    box().dispatchEvent(event)
    expect(event.defaultPrevented).toBe(false)
  })
})

describe('the name of a member', () => {
  /** Two lists have others in them, and one of those is in both. */
  async function openShared(preset: Preset) {
    await open(preset)
    await page.meanwhile(() => {
      page.server.share('home', 'anna', 'editor', 'Anna Berger')
      page.server.share('home', 'bob', 'editor', 'Anna Bauer')
      page.server.share('two', 'anna', 'editor', 'Anna Berger')
    })
  }

  it('says for whom a to-do is, until that is turned back into text', async () => {
    await openShared({ listId: 'home' })
    await write('Milk +berger')
    expect([tinted(), chips()]).toEqual([['+berger'], ['Anna Berger']])
    await eventually(() => expect(said()).toBe('For: Anna Berger'))
    submit()
    expect(added()).toMatchObject([{ title: 'Milk', listId: 'home', assignee: 'anna' }])
    await write('Eggs +berger')
    await click(byRole('button', 'Turn “+berger” back into text'))
    submit()
    expect(added()[1]).toMatchObject({ title: 'Eggs +berger', assignee: null })
  })

  it('is offered; where it may be one or another, it is text until one is chosen', async () => {
    await openShared({ listId: 'home' })
    await write('Milk +')
    expect(options()).toEqual(['me', 'Anna Bauer', 'Anna Berger'])
    await write('Milk +ann')
    expect([options(), chips()]).toEqual([['Anna Bauer', 'Anna Berger'], []])
    await press('ArrowDown')
    await press('Enter')
    expect(box().value).toBe('Milk +"Anna Berger" ')
    expect([options(), chips()]).toEqual([[], ['Anna Berger']])
  })

  it('that means somebody as it is does not keep Enter from adding', async () => {
    await openShared({ listId: 'home' })
    await write('Milk +berg')
    expect(options()).toEqual(['Anna Berger'])
    await press('Enter')
    expect(box().value).toBe('Milk +berg')
  })

  it('is one of the list that is named beside it, or else text', async () => {
    await openShared({ listId: 'home' })
    await write('Milk #"two words" +')
    expect(options()).toEqual(['me', 'Anna Berger'])
    await write('Milk +bauer #"two words"')
    expect(chips()).toEqual(['Two words'])
    await write('Milk +bauer')
    expect(chips()).toEqual(['Anna Bauer'])
    await write('Milk +bauer #inbox')
    expect(chips()).toEqual(['Inbox'])
    await add('Milk +anna #"two words"')
    expect(added()).toMatchObject([{ title: 'Milk', listId: 'two', assignee: 'anna' }])
  })

  it('is text, and none is offered, where nobody else is', async () => {
    await openShared({})
    await write('Milk +')
    expect(options()).toEqual([])
    await add('Milk +me')
    expect(added()).toMatchObject([{ title: 'Milk +me', assignee: null }])
  })

  it('goes as soon as its member has gone', async () => {
    await openShared({ listId: 'home' })
    await write('Milk +bauer')
    await page.meanwhile(() => page.server.share('home', 'bob', null))
    expect(chips()).toEqual([])
    submit()
    expect(added()).toMatchObject([{ title: 'Milk +bauer', assignee: null }])
  })

  it('is “me” in German, too', async () => {
    await startLanguage(['de-DE'])
    await openShared({ listId: 'home' })
    await write('Milch +ich')
    expect(chips()).toEqual(['Du'])
    await write('Milch +')
    expect(options()).toEqual(['ich', 'Anna Bauer', 'Anna Berger'])
  })
})

describe('several lines', () => {
  const TEXT = '- Milk tomorrow\n- [ ] Eggs @shop\n\n// brown ones\nBread p1\n'

  it('stand in the box side by side, until they are added one by one as one step', async () => {
    await open()
    await paste(TEXT)
    expect(box().value).toBe('Milk tomorrow Eggs @shop // brown ones Bread p1')
    expect(said()).toContain('3 lines pasted')
    await click(byRole('button', 'Add 3 to-dos'))
    expect(added()).toMatchObject([
      { title: 'Milk', due: '2026-11-24' },
      { title: 'Eggs', tags: ['shop'], notes: 'brown ones' },
      { title: 'Bread', priority: 1 },
    ])
    expect(box().value).toBe('')
    useHistoryStore().undo()
    expect(added()).toEqual([])
  })

  it('are added by Enter, with what was written around them', async () => {
    await open({ listId: 'home' })
    await write('Buy ')
    await paste('milk\neggs')
    submit()
    expect(added()).toMatchObject([
      { title: 'Buy milk', listId: 'home' },
      { title: 'eggs', listId: 'home' },
    ])
  })

  it('can be one', async () => {
    await open()
    await paste('A long\nsentence')
    await click(byRole('button', 'Add as one'))
    expect(added()).toMatchObject([{ title: 'A long sentence' }])
  })

  it.each([
    ['Escape', () => press('Escape')],
    ['typing on', () => write('Milk Eggs and')],
  ])('stay text by %s', async (_, act) => {
    await open()
    await paste('Milk\nEggs')
    await act()
    expect(allByRole('button', 'Add 2')).toEqual([])
    expect(box().value).toContain('Milk Eggs')
  })

  it('that are too many are refused', async () => {
    await open()
    await write('Kept')
    await paste('Line\n'.repeat(501))
    expect(problem()).toContain('These are 501 lines. At most 500')
    expect(box().value).toBe('Kept')
  })

  it('are refused together when one is too long', async () => {
    await open()
    await paste(`Milk\n${'x'.repeat(501)}`)
    submit()
    await flushPromises()
    expect(problem()).toContain('Line 2')
    expect([added(), box().value.length]).toEqual([[], 506])
  })

  it('are the browser’s when there is only one', async () => {
    await open()
    await paste('Milk\n')
    expect(box().value).toBe('')
  })
})
