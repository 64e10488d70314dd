// @vitest-environment node
import { beforeEach, expect, it, vi } from 'vitest'
import { createShell } from './shell'

const ORIGIN = 'https://doable.example'
const network = vi.fn<(request: Request) => Promise<Response>>()

/** As much of the browser's caches as the worker uses; like those, all of `addAll` or nothing. */
class FakeCache {
  kept = new Map<string, string>()
  constructor(private fetched: Request[]) {}
  async addAll(requests: Request[]) {
    this.fetched.push(...requests)
    const answers = await Promise.all(requests.map(network))
    if (!answers.every(({ ok }) => ok)) throw new TypeError('not ok')
    const bodies = await Promise.all(answers.map((answer) => answer.text()))
    requests.forEach(({ url }, index) => this.kept.set(url, bodies[index]!))
  }
  async put(path: string, response: Response) {
    this.kept.set(ORIGIN + path, await response.text())
  }
  async match(path: string) {
    const body = this.kept.get(ORIGIN + path)
    return body === undefined ? undefined : new Response(body)
  }
}

class FakeCaches {
  all = new Map<string, FakeCache>()
  fetched: Request[] = []
  async open(name: string) {
    const cache = this.all.get(name) ?? new FakeCache(this.fetched)
    this.all.set(name, cache)
    return cache
  }
  async match(path: string, { cacheName }: { cacheName: string }) {
    return this.all.get(cacheName)?.match(path)
  }
  keys = async () => [...this.all.keys()]
  delete = async (name: string) => this.all.delete(name)
}

let caches: FakeCaches

/** A build whose files are called after it. */
function shellOf(revision: string) {
  const asset = `/assets/app-${revision}.js`
  const files = { '/index.html': 'sha256-aaaa', '/theme.js': 'sha256-bbbb', [asset]: 'sha256-cccc' }
  return createShell({ revision, files }, caches as unknown as CacheStorage)
}

async function deploy(revision: string) {
  network.mockImplementation(async ({ url }) => new Response(`${revision} of ${url}`))
  const shell = shellOf(revision)
  await shell.install()
  return shell
}

async function use(revision: string) {
  const shell = await deploy(revision)
  await shell.clean()
  return shell
}

const get = (path: string) => new Request(ORIGIN + path)
const textOf = async (answer: Promise<Response>) => (await answer).text()

beforeEach(() => {
  caches = new FakeCaches()
  network.mockReset()
  vi.stubGlobal('fetch', network)
  // In a worker an address without an origin is the worker's own.
  const Request = globalThis.Request
  vi.stubGlobal(
    'Request',
    class extends Request {
      constructor(path: string, init?: RequestInit) {
        super(new URL(path, ORIGIN), init)
      }
    },
  )
})

it('asks for every file by its hash, and past all caches where the name does not tell it', async () => {
  await deploy('1')
  const asked = caches.fetched.map(({ url, cache, integrity }) => [url, cache, integrity])
  expect(caches.fetched.every(({ redirect }) => redirect === 'error')).toBe(true)
  expect(asked).toEqual([
    [`${ORIGIN}/index.html`, 'reload', 'sha256-aaaa'],
    [`${ORIGIN}/theme.js`, 'reload', 'sha256-bbbb'],
    [`${ORIGIN}/assets/app-1.js`, 'default', 'sha256-cccc'],
  ])
})

it('keeps all of a build or nothing', async () => {
  network.mockImplementation(async ({ url }) =>
    url.endsWith('theme.js') ? new Response('', { status: 404 }) : new Response('1'),
  )
  await expect(shellOf('1').install()).rejects.toThrow()
  expect(caches.all.get('doable-1')!.kept.size).toBe(0)
})

it('opens every address with the kept page', async () => {
  const shell = await use('1')
  network.mockRejectedValue(new TypeError('offline'))
  const page = textOf(shell.answer(get('/lists/0190?todo=1'), 'page'))
  expect(await page).toBe(`1 of ${ORIGIN}/index.html`)
})

it('answers with its own page and files while the next build waits', async () => {
  const shell = await use('1')
  await deploy('2')
  expect(await textOf(shell.answer(get('/today'), 'page'))).toMatch(/^1 of/)
  expect(await textOf(shell.answer(get('/theme.js'), 'file'))).toMatch(/^1 of/)
})

it('finds the late parts of a tab that was opened before the update', async () => {
  await use('1')
  const shell = await use('2')
  network.mockRejectedValue(new TypeError('offline'))
  expect(await textOf(shell.answer(get('/assets/app-1.js'), 'file'))).toMatch(/^1 of/)
  expect(await textOf(shell.answer(get('/theme.js'), 'file'))).toMatch(/^2 of/)
})

it('asks the network for what it does not have', async () => {
  const shell = await use('1')
  const answer = textOf(shell.answer(get('/assets/app-0.js'), 'file'))
  expect(await answer).toBe(`1 of ${ORIGIN}/assets/app-0.js`)
  caches.all.clear()
  expect(await textOf(shell.answer(get('/today'), 'page'))).toBe(`1 of ${ORIGIN}/today`)
})

it('keeps the build that was in use before, and forgets older ones and those never used', async () => {
  for (const revision of ['1', '2']) await use(revision)
  await deploy('never-used')
  await use('4')
  expect([...caches.all.keys()]).toEqual(['doable-2', 'doable-4'])
})

it('keeps both when a deploy goes back to the one before', async () => {
  for (const revision of ['1', '2', '1']) await use(revision)
  expect([...caches.all.keys()]).toEqual(['doable-1', 'doable-2'])
})

it('leaves alone what others keep', async () => {
  await caches.open('somebody-elses')
  await use('1')
  expect(caches.all.has('somebody-elses')).toBe(true)
})
