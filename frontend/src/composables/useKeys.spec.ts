import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { prefer } from '@/lib/preferences'
import { useKeys } from './useKeys'

const act = vi.fn()
const go = vi.fn()
const tag = vi.fn()
const back = vi.fn()
let wrapper: ReturnType<typeof mount>

beforeEach(() => {
  for (const mock of [act, go, tag, back]) mock.mockReset()
  wrapper = mount(
    {
      setup: () =>
        useKeys({
          complete: act,
          open: act,
          selectDown: act,
          palette: go,
          goLists: go,
          tags: tag,
          undo: back,
        }),
      template: '',
      render: () => null,
    },
    { attachTo: document.body },
  )
})

afterEach(() => {
  wrapper.unmount()
  document.body.innerHTML = ''
})

function press(key: string, on: Element = document.body, options: KeyboardEventInit = {}) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options })
  on.dispatchEvent(event)
  return event
}

function put(html: string): Element {
  document.body.insertAdjacentHTML('beforeend', html)
  return document.body.lastElementChild!
}

describe('a single key', () => {
  it('acts, and the browser does nothing with it', () => {
    expect(press('e').defaultPrevented).toBe(true)
    expect(act).toHaveBeenCalledOnce()
  })

  it.each(['<input>', '<textarea></textarea>', '<select></select>', '<input type="search">'])(
    'is text in %s',
    (html) => {
      press('e', put(html))
      expect(act).not.toHaveBeenCalled()
    },
  )

  it.each([
    ['with Ctrl', { ctrlKey: true }],
    ['with Meta', { metaKey: true }],
    ['with Alt', { altKey: true }],
    ['held down', { repeat: true }],
    ['while a word is composed', { isComposing: true }],
  ])('is nothing %s', (_, options) => {
    press('e', document.body, options)
    expect(act).not.toHaveBeenCalled()
  })

  it('leaves Enter and Space to the control that has the focus', () => {
    press('Enter', put('<button></button>'))
    press(' ', put('<input type="checkbox">'))
    press('Enter', put('<a href="/x"></a>'))
    expect(act).not.toHaveBeenCalled()
    press(' ', put('<a href="/x"></a>'))
    press('Enter', put('<input type="checkbox">'))
    expect(act).toHaveBeenCalledTimes(2)
  })

  it('is the browser’s when there was nothing to do', () => {
    act.mockReturnValueOnce(false)
    expect(press('e').defaultPrevented).toBe(false)
  })

  it('is one of several with its modifiers', () => {
    press('ArrowDown', document.body, { shiftKey: true })
    expect(act).toHaveBeenCalledOnce()
    press('ArrowDown')
    expect(act).toHaveBeenCalledOnce()
  })

  it('with Ctrl works while somebody types, where it is the palette’s', () => {
    press('k', put('<input>'), { ctrlKey: true })
    expect(go).toHaveBeenCalledOnce()
  })

  it('takes back what was done from the box to add with, as long as that is empty', () => {
    const box = put('<input data-add-box>') as HTMLInputElement
    press('z', put('<input>'), { ctrlKey: true })
    box.value = 'Mil'
    press('z', box, { ctrlKey: true })
    expect(back).not.toHaveBeenCalled()
    box.value = ''
    press('z', box, { ctrlKey: true })
    expect(back).toHaveBeenCalledOnce()
  })

  it('can be switched off, but for those with a name', () => {
    prefer('singleKeys', 'off')
    press('e')
    press('g')
    press('l')
    for (const mock of [act, go, tag]) expect(mock).not.toHaveBeenCalled()
    press(' ')
    expect(act).toHaveBeenCalledOnce()
    prefer('singleKeys', 'on')
  })

  it('is asked of the one who came last', () => {
    const inner = vi.fn()
    const second = mount({ setup: () => useKeys({ complete: inner }), render: () => null })
    press('e')
    expect([inner, act].map((mock) => mock.mock.calls.length)).toEqual([1, 0])
    second.unmount()
    press('e')
    expect(act).toHaveBeenCalledOnce()
  })

  it('ends with its component', () => {
    wrapper.unmount()
    press('e')
    expect(act).not.toHaveBeenCalled()
  })
})

describe('one key after another', () => {
  afterEach(() => void vi.useRealTimers())

  it('is neither of the two', () => {
    press('g')
    expect(press('l').defaultPrevented).toBe(true)
    expect(go).toHaveBeenCalledOnce()
    expect(tag).not.toHaveBeenCalled()
    press('l')
    expect(tag).toHaveBeenCalledOnce()
  })

  it('waits for a moment only', () => {
    vi.useFakeTimers()
    press('g')
    vi.advanceTimersByTime(2_000)
    press('l')
    expect(go).not.toHaveBeenCalled()
    expect(tag).toHaveBeenCalledOnce()
  })

  it('is nothing where it leads nowhere, and begins anew', () => {
    press('g')
    press('e')
    expect(act).not.toHaveBeenCalled()
    press('g')
    press('l')
    expect(go).toHaveBeenCalledOnce()
  })
})
