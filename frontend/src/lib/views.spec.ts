import { afterEach, expect, it, vi } from 'vitest'

afterEach(() => localStorage.clear())

/** As after a reload. */
async function load() {
  vi.resetModules()
  return import('./views')
}

it('are kept across a reload, until they are as they come', async () => {
  const { keepView } = await load()
  keepView('home', { sort: 'title', tag: 'x', due: undefined })
  keepView('/today', { priority: 1 })
  const { views, keepView: keep } = await load()
  expect(views).toEqual({ home: { sort: 'title', tag: 'x' }, '/today': { priority: 1 } })
  keep('home', { sort: undefined, tag: undefined })
  expect((await load()).views).toEqual({ '/today': { priority: 1 } })
})

it('are nothing for who signs in next', async () => {
  const { forgetViews, keepView } = await load()
  keepView('/today', { tag: 'secret' })
  forgetViews()
  expect((await load()).views).toEqual({})
})

it('are as they come where what is kept is spoilt', async () => {
  localStorage.setItem('doable.views', '{')
  expect((await load()).views).toEqual({})
})
