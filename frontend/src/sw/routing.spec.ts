// @vitest-environment node
import { expect, it } from 'vitest'
import { routeOf } from './routing'

const ORIGIN = 'https://doable.example'
const KEPT = new Set(['/index.html', '/theme.js', '/favicon.svg', '/assets/app-1.js'])

function ask(address: string, mode: RequestMode, method = 'GET') {
  const url = new URL(address, ORIGIN).href
  return routeOf({ url, mode, method }, ORIGIN, (path) => KEPT.has(path))
}

it.each([
  '/',
  '/share?url=https://v1.2/a.b',
  '/today',
  '/lists/0190-a?todo=0190-b',
  '/v1.2/today',
  '/signin',
  '/index.html',
])('opens %s with the kept page', (path) => expect(ask(path, 'navigate')).toBe('page'))

it.each(['/theme.js', '/assets/app-1.js', '/assets/of-an-older-build-2.js', '/favicon.svg?x'])(
  'takes %s from what is kept',
  (path) => expect(ask(path, 'no-cors')).toBe('file'),
)

it('shows a kept file to who opens it', () => {
  expect(ask('/favicon.svg', 'navigate')).toBe('file')
})

it.each(['/api/me', '/api/docs', '/api', '/_cognito', '/_cognito/x', '/config.json'])(
  'leaves %s to the server, opened or fetched',
  (path) => {
    expect(ask(path, 'navigate')).toBeNull()
    expect(ask(path, 'cors')).toBeNull()
  },
)

it.each(['/robots.txt', '/sw.js', '/gone.svg'])('does not touch %s', (path) => {
  expect(ask(path, 'navigate')).toBeNull()
  expect(ask(path, 'no-cors')).toBeNull()
})

it('has the page for addresses that only look like the server’s', () => {
  expect(ask('/apiary', 'navigate')).toBe('page')
})

it('does not touch what the page fetches from its own addresses', () => {
  expect(ask('/today', 'cors')).toBeNull()
})

it('does not touch other origins, nor what is sent', () => {
  expect(ask('https://cognito-idp.eu-central-1.amazonaws.com/', 'cors', 'POST')).toBeNull()
  expect(ask('https://elsewhere.example/assets/app-1.js', 'no-cors')).toBeNull()
  expect(ask('/today', 'navigate', 'POST')).toBeNull()
  expect(ask('/assets/app-1.js', 'no-cors', 'HEAD')).toBeNull()
})
