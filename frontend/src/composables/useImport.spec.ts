import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watch } from 'vue'
import type { Api } from '@/api'
import { uuidv7 } from '@/api/ids'
import type { Todo } from '@/api/types'
import { createSession, createVault, setSession } from '@/auth'
import { createImporter } from '@/lib/exchange/importer'
import { forgetAll } from '@/lib/forgetting'
import { pending } from '@/stores/pending'
import { useToastsStore } from '@/stores/toasts'
import { createSync, setSync, type Sync } from '@/sync'
import { createFakeServer, INBOX, ME, type FakeServer } from '@/test/fakeServer'
import { eventually } from '@/test/eventually'
import { openSync } from '@/test/mountPage'
import { breathe } from '@/test/syncRig'
import { makeTokens } from '@/test/tokens'
import { isSettled } from './settledNotices'
import { useImport } from './useImport'
import { useOverlay } from './useOverlay'

/** What happens to the worker. */
const fate = { isBlocked: false, isGone: false }

/** Without a thread of its own. */
vi.mock('./importWorker', () => ({
  openImportWorker() {
    if (fate.isBlocked) throw new Error('Blocked')
    const importer = createImporter()
    const later =
      <A extends unknown[], R>(act: (...args: A) => R) =>
      async (...args: A) => {
        if (fate.isGone) throw new Error('The worker is gone')
        return act(...args)
      }
    return {
      read: later(importer.read),
      prepare: later(importer.prepare),
      take: later(importer.take),
      close() {},
    }
  },
}))

let server: FakeServer
let sync: Sync
let page: ReturnType<typeof useImport>

beforeEach(async () => {
  Object.assign(fate, { isBlocked: false, isGone: false })
  const session = createSession({
    endpoint: { refresh: async () => null, revoke: async () => {} },
    vault: createVault(),
  })
  session.start(makeTokens({ sub: ME }), { keep: false })
  setSession(session)
  setActivePinia(createPinia())
  server = createFakeServer()
  sync = openSync(server)
  page = useImport()
  await eventually(() => expect(sync.isReady.value).toBe(true))
})

afterEach(() => {
  forgetAll()
  sync.close()
})

const fileOf = (...rows: string[]) => new File([['List,Level,Title', ...rows].join('\n')], 'x.csv')
const many = (count: number, list = 'Inbox') =>
  fileOf(...Array.from({ length: count }, (_, n) => `${list},1,To-do ${n}`))

const stage = () => page.state.value.stage
const titles = () => [...server.todos.values()].map(({ title }) => title).sort()
const idOf = (title: string) => [...server.todos.values()].find((todo) => todo.title === title)!.id

/** The server has heard of some of it. */
const begun = () =>
  new Promise<void>((resolve) => {
    const isFar = () => page.progress.value.done > 0
    watch(isFar, () => resolve(), { once: true, flush: 'sync' })
  })

async function bring(file: File): Promise<void> {
  await page.choose(file)
  await page.start()
}

async function preview(file: File) {
  await page.choose(file)
  const now = page.state.value
  if (now.stage !== 'preview') throw new Error(JSON.stringify(now))
  return now.preview
}

it('makes nothing before it is told to', async () => {
  expect(await preview(fileOf('Home,1,a', 'Home,2,b'))).toMatchObject({ created: 2, there: 0 })
  await sync.syncNow()
  expect(server.pushes).toEqual([])
  await page.start()
  expect(titles()).toEqual(['a', 'b'])
  expect([stage(), page.made.value]).toEqual(['done', 2])
})

it('lets so many changes wait at once, tells how far it is, and counts as unsaved until it ends', async () => {
  const waiting: number[] = []
  const done: number[] = []
  watch(
    () => [sync.status.value.waiting, page.progress.value.done] as const,
    ([ops, far]) => (waiting.push(ops), done.push(far)),
    { flush: 'sync' },
  )
  await page.choose(many(1_000))
  const running = page.start()
  expect(pending.value).toBe(1)
  await running
  expect(pending.value).toBe(0)
  expect(Math.max(...waiting)).toBe(450)
  expect(done).toEqual([...done].sort((a, b) => a - b))
  expect(page.progress.value).toEqual({ done: 1_000, total: 1_000 })
  expect(server.todos.size).toBe(1_000)
  // Of what is taken in by a pull, nothing waits in the outbox any more.
  expect(server.pushes.length).toBeLessThan(1_000 / 45 + 5)
})

it('stopped, keeps what was handed over, and goes on with the rest', async () => {
  await page.choose(many(700))
  const running = page.start()
  await begun()
  page.stop()
  await running
  expect(stage()).toBe('stopped')
  await eventually(() => expect(sync.status.value.waiting).toBe(0))
  const came = server.todos.size
  expect(came).toBe(page.made.value)
  expect(came).toBeLessThan(700)
  await page.resume()
  expect([stage(), page.made.value, server.todos.size]).toEqual(['done', 700, 700])
  expect(page.progress.value).toEqual({ done: 700, total: 700 })
})

it('goes on once, however often it is told to, and when the server has heard of what is under way', async () => {
  await page.choose(many(1_200))
  server.hold()
  const running = page.start()
  await eventually(() => expect(sync.status.value.waiting).toBe(450))
  page.stop()
  await running
  const resumed = page.resume()
  page.stop()
  await resumed
  expect(stage()).toBe('stopped')
  const again = [page.resume(), page.resume()]
  await breathe()
  expect([stage(), sync.status.value.waiting]).toEqual(['running', 450])
  const [id] = [...sync.todos.value.keys()] as [string]
  server.lists.get(INBOX)!.gone.set(id, { id, seq: 2, movedTo: null })
  server.release()
  await Promise.all(again)
  const creates = server.pushes.flatMap(({ ops }) => ops).filter(({ op }) => op === 'create')
  expect([stage(), creates.length, page.made.value]).toEqual(['done', 1_201, 1_199])
  await eventually(() => expect(sync.notices.value).toEqual([]))
})

it('finds what is there already when the same file is chosen again', async () => {
  await bring(fileOf('Home,1,a', 'Inbox,1,b'))
  expect(await preview(fileOf('Home,1,a', 'Inbox,1,b', 'Home,1,c'))).toMatchObject({
    there: 2,
    created: 1,
    lists: [{ count: 1 }],
  })
})

it('waits without a network, and goes on when that is back', async () => {
  await page.choose(many(100))
  server.goOffline()
  const running = page.start()
  await eventually(() => expect(sync.status.value.isOffline).toBe(true))
  expect([stage(), page.progress.value.done]).toEqual(['running', 0])
  server.goOnline()
  await sync.syncNow()
  await running
  expect(server.todos.size).toBe(100)
})

it('leaves out what was deleted for ever and what hung on it, tells so, and makes it anew for who wants that', async () => {
  const file = fileOf('Home,1,a', 'Home,2,below', 'Home,1,b')
  await bring(file)
  const { listId } = server.todos.get(idOf('a'))!
  for (const title of ['a', 'below']) server.change(listId, { op: 'purge', id: idOf(title) })
  await sync.syncNow()
  await bring(file)
  expect(titles()).toEqual(['b'])
  expect([page.counts.value.gone, page.made.value]).toEqual([2, 0])
  const { key } = sync.notices.value[0] ?? { key: -1 }
  expect(key < 0 || isSettled(key)).toBe(true)
  await eventually(() => expect(sync.notices.value).toEqual([]))
  await page.revive()
  expect(titles()).toEqual(['a', 'b', 'below'])
  expect(server.todos.get(idOf('below'))!.parentId).toBe(idOf('a'))
  expect([stage(), page.made.value]).toEqual(['done', 2])
})

it('makes a list that is in the trash once more, with all that is in it', async () => {
  await bring(fileOf('Home,1,a'))
  const { listId } = server.todos.get(idOf('a'))!
  sync.change(listId, { op: 'trashList' })
  await sync.syncNow()
  expect(await preview(fileOf('Home,1,a'))).toMatchObject({ created: 1, there: 0 })
  await page.start()
  const [made] = [...sync.todos.value.values()]
  expect([made!.title, made!.listId === listId, page.made.value]).toEqual(['a', false, 1])
  expect(sync.notices.value).toEqual([])
})

it('stops by itself when too much is refused, and shows the first of it', async () => {
  await page.choose(many(1_000))
  server.lists.get(INBOX)!.members.set(ME, { id: ME, role: 'viewer', name: '', seq: 2 })
  await page.start()
  expect(stage()).toBe('refused')
  await eventually(() => expect(sync.status.value.waiting).toBe(0))
  expect([page.made.value, page.counts.value.refused]).toEqual([0, 450])
  await eventually(() => expect(sync.notices.value).toHaveLength(20))
})

it('tells of the list alone when that is refused, and not of each to-do in it', async () => {
  await page.choose(many(5, 'Home'))
  const now = page.state.value
  const [list] = now.stage === 'preview' ? now.preview.lists : []
  server.lists.set(list!.id, { ...server.lists.get(INBOX)!, id: list!.id, members: new Map() })
  await page.start()
  await eventually(() => expect(sync.status.value.waiting).toBe(0))
  // The id is somebody else's: it counts as gone, and another is taken.
  expect(page.counts.value).toEqual({ gone: 5, there: 0, refused: 0 })
  await page.revive()
  expect(page.made.value).toBe(5)
})

it('takes no change of the person in a list that it makes for the fate of that list', async () => {
  server.hold()
  await page.choose(many(500, 'Home'))
  const running = page.start()
  await eventually(() => expect(sync.status.value.waiting).toBe(450))
  const [{ id, listId }] = [...sync.todos.value.values()] as [Todo]
  sync.change(listId, { op: 'patch', id, fields: { title: ' ' } })
  const refused = () => sync.notices.value.length
  watch(refused, () => server.share(listId, ME, 'viewer'), { once: true, flush: 'sync' })
  server.release()
  await running
  expect(stage()).toBe('refused')
  await eventually(() => expect(sync.status.value.waiting).toBe(0))
  expect(page.counts.value).toEqual({ gone: 0, there: 0, refused: 51 })
  await eventually(() => expect(sync.notices.value).toHaveLength(1 + 20))
  expect(sync.notices.value[0]!.todoId).toBe(id)
})

it('counts what was moved to a list that is gone as gone, and makes it anew for who wants that', async () => {
  const rows = Array.from({ length: 25 }, (_, n) => `Home,1,To-do ${n}`)
  await bring(fileOf(...rows))
  const { listId } = [...server.todos.values()][0]!
  const other = uuidv7()
  server.change(other, { op: 'createList', name: 'Other', colour: 'slate' })
  for (const id of server.todos.keys()) {
    server.change(listId, { op: 'move', id, to: other, order: 'a0' })
  }
  server.change(other, { op: 'trashList' })
  await sync.syncNow()
  await bring(fileOf(...rows))
  expect([stage(), page.counts.value.gone]).toEqual(['done', 25])
  await eventually(() => expect(sync.notices.value).toEqual([]))
  await page.revive()
  expect([stage(), page.made.value]).toEqual(['done', 25])
  expect(server.lists.get(listId)!.todos.size).toBe(25)
})

it('waits for the copy where the person had to sign in again meanwhile', async () => {
  await page.choose(many(1_000))
  server.hold()
  const running = page.start()
  await eventually(() => expect(sync.status.value.waiting).toBe(450))
  await eventually(() => expect(sync.unwritten()).toBe(0))
  sync = createSync({ sub: ME, api: server.api as Api })
  const waiting: number[] = []
  const done: number[] = []
  watch(sync.status, (now) => waiting.push(now.waiting), { flush: 'sync' })
  watch(page.progress, (now) => done.push(now.done), { flush: 'sync' })
  setSync(sync)
  await eventually(() => expect(sync.isReady.value).toBe(true))
  expect([sync.status.value.waiting, done]).toEqual([450, []])
  server.release()
  await running
  expect(Math.max(...waiting)).toBe(450)
  expect([stage(), server.todos.size, sync.status.value.waiting]).toEqual(['done', 1_000, 0])
})

it('ends with the session', async () => {
  await page.choose(many(1_000))
  const running = page.start()
  await begun()
  forgetAll()
  await running
  expect([stage(), pending.value]).toEqual(['choose', 0])
  await eventually(() => expect(sync.status.value.waiting).toBe(0))
  expect(server.todos.size).toBeLessThan(1_000)
})

it('looks only into a copy that is whole', async () => {
  sync.close()
  server.change(INBOX, { op: 'create', id: 'old', fields: { title: 'old' } })
  server.hold()
  sync = openSync(server)
  const choosing = page.choose(fileOf('Inbox,1,a'))
  await breathe()
  expect(stage()).toBe('reading')
  server.release()
  await choosing
  expect(stage()).toBe('preview')
  expect(sync.todos.value.has('old')).toBe(true)
})

it('says what is wrong with a file, and takes the next one', async () => {
  await page.choose(new File([new Uint8Array([0x50, 0x4b, 3, 4])], 'x.zip'))
  expect(page.state.value).toEqual({ stage: 'choose', trouble: { problem: 'zip' } })
  const huge = Object.defineProperty(fileOf(), 'size', { value: 30_000_000 })
  await page.choose(huge)
  expect(page.state.value).toMatchObject({ trouble: { problem: 'tooLarge' } })
  const lost = Object.assign(fileOf(), { arrayBuffer: () => Promise.reject(new Error('gone')) })
  await page.choose(lost)
  expect(page.state.value).toEqual({ stage: 'choose', trouble: 'failed' })
  expect(await preview(fileOf('Home,1,a'))).toMatchObject({ created: 1 })
})

it('says so where it cannot read by itself, from the start or later', async () => {
  fate.isBlocked = true
  await page.choose(many(1))
  expect(page.state.value).toEqual({ stage: 'choose', trouble: 'failed' })
  fate.isBlocked = false
  await page.choose(many(700))
  fate.isGone = true
  await page.start()
  expect(stage()).toBe('stopped')
  await page.resume()
  expect(page.state.value).toEqual({ stage: 'choose', trouble: 'failed' })
})

it('ends with a note where the dialog is closed, and only with words where it is open', async () => {
  const toasts = useToastsStore()
  await bring(fileOf('Home,1,a'))
  expect(toasts.toasts.map(({ text }) => text)).toEqual(['Imported 1 to-do.'])
  toasts.clear()
  useOverlay().show('import')
  await bring(fileOf('Home,1,b', 'Home,1,c'))
  expect([toasts.toasts.length, toasts.polite]).toEqual([0, 'Imported 2 to-dos.'])
  useOverlay().hide()
})
