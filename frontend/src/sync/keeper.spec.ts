import { beforeEach, describe, expect, it, vi } from 'vitest'
import { eventually } from '@/test/eventually'
import { createClock } from '@/test/syncRig'
import type { OpenEvents } from './database'
import { createKeeper, type KeeperOptions } from './keeper'
import { createMemory } from './memory'
import type { Database } from './rows'

/** A connection, and what the browser may do to it. */
interface Connection extends OpenEvents {
  db: Database
  isOpen: boolean
}

const onOpen = vi.fn<KeeperOptions['onOpen']>()
const onReopen = vi.fn<KeeperOptions['onReopen']>()
const onTrouble = vi.fn<KeeperOptions['onTrouble']>()
let connections: Connection[]

const gone = () => new DOMException('Closed', 'InvalidStateError')
const keeps = () => onReopen.mock.calls.map(([, keep]) => keep)

async function open(_: string, events: OpenEvents): Promise<Database> {
  const memory = createMemory()
  const connection: Connection = {
    ...events,
    isOpen: true,
    db: {
      run: (work) => (connection.isOpen ? memory.run(work) : Promise.reject(gone())),
      close: () => void (connection.isOpen = false),
    },
  }
  connections.push(connection)
  return connection.db
}

/** What `blocking` does. */
function take(connection: Connection): void {
  connection.isOpen = false
  connection.onTaken()
}

function createOne() {
  const { timers } = createClock()
  const keeper = createKeeper({ sub: 'me', open, timers, onOpen, onReopen, onTrouble })
  const use = () =>
    keeper.run(
      async () => {},
      () => {},
    )
  return { ...keeper, use }
}

beforeEach(() => {
  connections = []
  for (const callback of [onOpen, onReopen]) callback.mockReset().mockResolvedValue()
  onTrouble.mockReset()
})

describe('a database that cannot be read', () => {
  beforeEach(() => void onOpen.mockRejectedValueOnce(new Error('Unreadable')))

  it('is closed again, and done without', async () => {
    await createOne().use()
    expect(connections.map(({ isOpen }) => isOpen)).toEqual([false])
    expect(onTrouble.mock.calls).toEqual([['memory']])
  })

  it('takes nothing along that is in memory, whatever happens to it', async () => {
    const keeper = createOne()
    await keeper.use()
    take(connections[0]!)
    connections[0]!.onLost()
    await keeper.use()
    expect(onReopen).not.toHaveBeenCalled()
    expect(onTrouble.mock.calls).toEqual([['memory']])
  })

  it('is closed also when it was there before, and is opened again', async () => {
    onOpen.mockReset().mockResolvedValue()
    const keeper = createOne()
    await keeper.use()
    onReopen.mockRejectedValueOnce(new Error('Unreadable'))
    connections[0]!.isOpen = false
    connections[0]!.onLost()
    await eventually(() => expect(connections).toHaveLength(2))
    expect(connections[1]!.isOpen).toBe(false)
    expect(keeps()).toEqual(['numbers'])
  })
})

describe('a database that another tab takes', () => {
  it('has what waits, and the other tab will send it', async () => {
    const keeper = createOne()
    await keeper.use()
    take(connections[0]!)
    await keeper.use()
    expect(keeps()).toEqual(['nothing'])
    expect(onTrouble.mock.calls).toEqual([['taken']])
  })

  it('may be taken while it is read', async () => {
    onOpen.mockImplementationOnce(async () => take(connections[0]!))
    await createOne().use()
    expect(keeps()).toEqual(['nothing'])
    expect(onTrouble.mock.calls).toEqual([['taken']])
  })

  it('may be taken while it is read again', async () => {
    const keeper = createOne()
    await keeper.use()
    connections[0]!.isOpen = false
    onReopen.mockImplementationOnce(async () => take(connections[1]!))
    await keeper.use()
    expect(keeps()).toEqual(['numbers', 'nothing'])
    expect(onTrouble.mock.calls).toEqual([['taken']])
  })
})

it('keeps what is in memory only when a work there fails', async () => {
  const keeper = createOne()
  await keeper.use()
  take(connections[0]!)
  await keeper.use()
  const failing = keeper.run(
    () => Promise.reject(gone()),
    () => {},
  )
  await expect(failing).rejects.toThrow()
  expect(keeps()).toEqual(['nothing', 'changes'])
})
