import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Op } from '@/api/sync'
import { startLanguage } from '@/i18n'
import { t } from '@/i18n/rest'
import { parse } from '@/lib/quickAdd'
import { useHistoryStore } from '@/stores/history'
import { setSync, type Sync } from '@/sync'
import { createFakeServer, INBOX, type FakeServer } from '@/test/fakeServer'
import { openSync, untilSynced } from '@/test/mountPage'
import { greet } from './firstRun'

let server: FakeServer
let sync: Sync

async function open(): Promise<void> {
  sync = openSync(server)
  await untilSynced(sync)
}

const titles = () =>
  [...server.todos.values()].sort((a, b) => (a.order < b.order ? -1 : 1)).map(({ title }) => title)

beforeEach(() => {
  server = createFakeServer()
  setActivePinia(createPinia())
})

afterEach(async () => {
  setSync(undefined)
  await startLanguage(['en-GB'])
})

describe('somebody new', () => {
  it('finds three to-dos that teach, and nothing to take back', async () => {
    await open()
    greet()
    await untilSynced(sync)
    expect(titles()).toEqual([
      'Tick me: tap the circle',
      'Write “Buy milk tomorrow 5pm @errands p2” into the box above',
      'Drag me, swipe me, or press ? for the keys',
    ])
    expect([...server.todos.values()].every(({ notes }) => notes.length > 40)).toBe(true)
    expect(useHistoryStore().undo()).toBeNull()
  })

  it('finds them once, also after deleting them, and on another device', async () => {
    await open()
    greet()
    greet()
    await untilSynced(sync)
    for (const { id, listId } of server.todos.values()) sync.change(listId, { op: 'purge', id })
    await untilSynced(sync)
    greet()
    await open()
    greet()
    await untilSynced(sync)
    expect(titles()).toEqual([])
  })

  it('finds them once, although two devices saw at the same time that nothing was there', async () => {
    await open()
    const made: Op[] = []
    const { change } = sync
    sync.change = (listId, op) => (made.push(op), change(listId, op))
    server.goOffline()
    greet()
    made.forEach((op) => server.change(INBOX, op))
    server.goOnline()
    await sync.syncNow()
    await untilSynced(sync)
    expect(titles()).toHaveLength(3)
    expect(sync.notices.value).toEqual([])
  })
})

it.each(['en-GB', 'de-DE'])('teaches what quick add understands in %s', async (language) => {
  await startLanguage([language])
  const [, typed] = /[“„](.*?)[”“]/.exec(t.firstRun.write)!
  const context = { today: '2026-11-23', now: '12:00', weekStart: 1, lists: [] }
  const vocabulary = t.grammar.words ?? undefined
  const { fields } = parse(typed!, { ...context, vocabulary })
  expect(fields).toMatchObject({ due: '2026-11-24', dueTime: '17:00', priority: 2 })
  expect(fields.tags).toHaveLength(1)
})
