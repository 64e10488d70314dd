import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Op } from '@/api/sync'
import { createFakeServer, INBOX, makeTodo, type FakeServer } from '@/test/fakeServer'
import { breathe, createBrowser, until, SYNCED, type Browser } from '@/test/syncRig'
import type { Sync } from './types'

let server: FakeServer
let browser: Browser
let one: Sync
let two: Sync

const tick = (id = 'milk', done = true): Op => ({ op: 'tick', id, done })
const title = (text: string): Op => ({ op: 'patch', id: 'milk', fields: { title: text } })
const milk = (sync: Sync) => sync.todos.value.get('milk')
const numbers = () => server.pushes.flatMap(({ ops }) => ops.map(({ n }) => n))

beforeEach(async () => {
  localStorage.clear()
  const todos = [makeTodo({ id: 'milk', title: 'Milk' }), makeTodo({ id: 'tea' })]
  server = createFakeServer({ lists: [{ id: 'home', name: 'Home' }], todos })
  browser = createBrowser(server)
  one = await browser.open()
  two = await browser.open()
})

afterEach(() => browser.closeAll())

describe('two tabs', () => {
  it('show each other’s changes before the server knows of them', async () => {
    server.goOffline()
    one.change(INBOX, tick())
    await until(() => milk(two)!.done)
    expect(two.status.value.waiting).toBe(1)
  })

  it('show each other’s what came from the server', async () => {
    server.change(INBOX, tick())
    server.change(INBOX, { op: 'purge', id: 'tea' })
    await one.syncNow()
    await until(() => milk(two)!.done)
    expect([...two.todos.value.keys()]).toEqual(['milk'])
  })

  it('number their changes as one client, and one of them sends all', async () => {
    server.goOffline()
    one.change(INBOX, tick())
    two.change(INBOX, tick('tea'))
    one.change(INBOX, tick('tea', false))
    await until(() => one.status.value.waiting === 3)
    server.goOnline()
    await two.syncNow()
    expect(numbers()).toEqual([1, 2, 3])
    expect(new Set(server.pushes.map(({ clientId }) => clientId)).size).toBe(1)
    await until(() => one.status.value.state === 'synced')
  })

  it('do not speak to the server at once', async () => {
    const before = server.calls.length
    server.hold()
    const both = [one.syncNow(), two.syncNow()]
    await until(() => server.calls.length > before)
    await breathe()
    expect(server.calls.length).toBe(before + 1)
    server.release()
    await Promise.all(both)
  })

  it('send nothing twice where there are no locks', async () => {
    browser.closeAll()
    const tabs = [
      await browser.open({ locks: undefined }),
      await browser.open({ locks: undefined }),
    ]
    for (const id of ['milk', 'tea']) tabs[0]!.change(INBOX, tick(id))
    tabs[1]!.change(INBOX, title('Oat milk'))
    await Promise.all(tabs.map((tab) => tab.syncNow()))
    await Promise.all(tabs.map((tab) => tab.syncNow()))
    expect(server.applied).toHaveLength(3)
    for (const tab of tabs) expect(tab.status.value.state).toBe('synced')
  })

  it('make one patch of theirs while it waits', async () => {
    server.goOffline()
    one.change(INBOX, title('Oat'))
    await until(() => milk(two)!.title === 'Oat')
    two.change(INBOX, title('Oat milk'))
    await until(() => milk(one)!.title === 'Oat milk')
    expect(one.status.value.waiting).toBe(1)
  })

  it('share what there is to tell', async () => {
    one.change(INBOX, title(' '))
    await one.syncNow()
    await until(() => two.notices.value.length === 1)
    await two.dismiss(two.notices.value[0]!.key)
    await until(() => one.notices.value.length === 0)
  })
})

describe('a pull that overtakes the answer to a push of another tab', () => {
  const pushes = () => server.calls.filter((call) => call.startsWith('push')).length

  /** Tab two asks; meanwhile tab one sends, and has its answer only when all is over. */
  async function overtake(op: Op): Promise<void> {
    const serve = server.delayCall('pull')
    const pulling = two.syncNow()
    await until(() => server.calls.at(-1) === 'pull')
    const answer = server.delayAnswer('push')
    one.change(INBOX, op)
    const pushing = one.syncNow()
    await until(() => pushes() === 1)
    await breathe()
    serve()
    await pulling
    answer()
    await pushing
    await until(() => one.status.value.state === two.status.value.state)
  }

  const shown = () => [one, two].map((tab) => milk(tab))
  const noted = () => [one, two].map((tab) => tab.notices.value)

  beforeEach(async () => {
    browser.closeAll()
    one = await browser.open({ locks: undefined })
    two = await browser.open({ locks: undefined })
  })

  it('does not lose that it was refused, and tells it once', async () => {
    await overtake(title(' '))
    for (const tab of [one, two]) expect(tab.status.value.waiting).toBe(0)
    expect(shown()).toMatchObject([{ title: 'Milk' }, { title: 'Milk' }])
    const told = [{ kind: 'refused', op: title(' ') }]
    expect(noted()).toMatchObject([told, told])
  })

  it('does not lose what it replaced', async () => {
    server.change(INBOX, title('Soy milk'))
    browser.hub.setDeaf(true)
    await overtake(title('Oat milk'))
    const told = [{ kind: 'conflict', mine: 'Oat milk', theirs: 'Soy milk' }]
    expect(two.notices.value).toMatchObject(told)
    await one.syncNow()
    expect(noted()).toMatchObject([told, told])
  })

  it('does not lose it on the way to another list', async () => {
    server.change(INBOX, { op: 'move', id: 'milk', to: 'home', order: 'a5' })
    await overtake(title('Oat milk'))
    expect(server.todos.get('milk')).toMatchObject({ listId: 'home', title: 'Oat milk' })
    expect(server.applied).toHaveLength(1)
    for (const tab of [one, two]) expect(tab.status.value.state).toBe('synced')
  })

  it('shows it as the server has it meanwhile, and as nothing that waits', async () => {
    const give = server.delayCall('pull')
    const pulling = two.syncNow()
    await until(() => server.calls.at(-1) === 'pull')
    const answers = [server.delayAnswer('push'), server.delayAnswer('push')]
    one.change(INBOX, title(' '))
    const pushing = one.syncNow()
    await until(() => pushes() === 1)
    await breathe()
    give()
    await until(() => pushes() === 2)
    await breathe()
    expect(shown()).toMatchObject([{ title: 'Milk' }, { title: 'Milk' }])
    expect([one, two].map((tab) => tab.status.value.waiting)).toEqual([0, 0])
    answers.forEach((answer) => answer())
    await Promise.all([pulling, pushing])
  })
})

describe('a tab that was asleep', () => {
  beforeEach(() => browser.hub.setDeaf(true))

  it('sees on waking what it missed', async () => {
    server.change(INBOX, tick())
    await one.syncNow()
    server.goOffline()
    document.dispatchEvent(new Event('visibilitychange'))
    await until(() => milk(two)!.done)
  })

  it('takes in what came after what it missed without a hole', async () => {
    server.change(INBOX, tick())
    await one.syncNow()
    browser.hub.setDeaf(false)
    server.change(INBOX, tick('tea'))
    await one.syncNow()
    await until(() => two.todos.value.get('tea')!.done)
    expect(milk(two)!.done).toBe(true)
  })

  it('sees what came from a backup, although a cursor is the same by chance', async () => {
    const backup = server.backUp()
    server.change(INBOX, tick())
    await one.syncNow()
    await two.syncNow()
    server.restoreBackup(backup)
    server.change(INBOX, tick('tea'))
    await one.syncNow()
    server.goOffline()
    document.dispatchEvent(new Event('visibilitychange'))
    await until(() => two.todos.value.get('tea')!.done)
    expect(milk(two)!.done).toBe(false)
  })

  it('sends what others wrote meanwhile, as they left it', async () => {
    server.goOffline()
    two.change(INBOX, title('Oat'))
    await two.syncNow()
    await one.syncNow()
    one.change(INBOX, title('Oat milk'))
    await until(() => one.status.value.waiting > 0)
    await one.syncNow()
    server.goOnline()
    await two.syncNow()
    await one.syncNow()
    expect(server.todos.get('milk')!.title).toBe('Oat milk')
  })
})

describe('another person in the same browser', () => {
  it('sees nothing of the first', async () => {
    one.change(INBOX, tick())
    const bea = await browser.open({ sub: 'bea' })
    expect(bea.todos.value.size).toBe(0)
    expect([...bea.lists.value.keys()]).toEqual(['inbox-of-bea'])
    expect(bea.status.value).toEqual(SYNCED)
    await one.syncNow()
    expect(bea.todos.value.size).toBe(0)
  })
})
