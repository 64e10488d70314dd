/** How many changes wait, kept apart from the database: so that we notice when that is gone. */
export interface Marker {
  read(): number
  write(waiting: number): void
}

export const markerKey = (sub: string) => `doable.unsent.${sub}`

export function createMarker(sub: string, storage = () => window.localStorage): Marker {
  const key = markerKey(sub)
  let written: number | undefined

  function attempt<T>(act: (storage: Storage) => T): T | undefined {
    try {
      return act(storage())
    } catch {
      return undefined // Storage is blocked: then there is nothing to notice it by.
    }
  }

  return {
    read: () => Number(attempt((items) => items.getItem(key)) ?? 0),
    write(waiting) {
      if (waiting === written) return
      written = waiting
      attempt((items) => (waiting ? items.setItem(key, String(waiting)) : items.removeItem(key)))
    },
  }
}
