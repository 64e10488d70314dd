import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useKeys } from './useKeys'

const act = vi.fn()
let wrapper: ReturnType<typeof mount>

beforeEach(() => {
  act.mockClear()
  wrapper = mount(
    {
      setup: () => useKeys({ e: act, ' ': act, Enter: act }),
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

  it('ends with its component', () => {
    wrapper.unmount()
    press('e')
    expect(act).not.toHaveBeenCalled()
  })
})
