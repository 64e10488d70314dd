import { openDB, type IDBPDatabase } from 'idb'
import { deleteDatabase, nameOf } from './database'
import { openLock, type Locks } from './locks'
import { markerKey } from './marker'
import type { Entry } from './rows'

const PREFIX = nameOf('')

/** Rejects where there is none by now: who looks must not make one. */
function open(name: string): Promise<IDBPDatabase> {
  return openDB(name, undefined, {
    upgrade(_, __, ___, tx) {
      tx.done.catch(() => {}) // It is told once, by the opening.
      tx.abort()
    },
  })
}

/** Whether something waits in it that the server has not heard. What cannot be read may. */
async function isWaiting(name: string): Promise<boolean> {
  const db = await open(name)
  try {
    const entries = (await db.getAll('outbox')) as Entry[]
    return entries.some(({ isConsumed }) => !isConsumed)
  } catch {
    return true
  } finally {
    db.close()
  }
}

async function forget(sub: string): Promise<void> {
  const name = nameOf(sub)
  if (await isWaiting(name).catch(() => true)) return
  await deleteDatabase(name)
  localStorage.removeItem(markerKey(sub))
}

/**
 * Removes the copies of other people from this browser, but for those with something unsent and
 * those that another tab has open. Where the browser cannot tell, they stay.
 */
export async function forgetOthers(
  sub: string,
  locks: Locks | undefined = navigator.locks,
): Promise<void> {
  if (!locks || !indexedDB.databases) return
  const names = (await indexedDB.databases()).map(({ name = '' }) => name)
  const others = names.filter((name) => name.startsWith(PREFIX) && name !== nameOf(sub))
  for (const name of others) {
    const other = name.slice(PREFIX.length)
    const act = (lock: Lock | null) => (lock ? forget(other) : undefined)
    await locks.request(openLock(other), { ifAvailable: true }, act)
  }
}
