/** What the browser keeps for the page beside the copy. Blocked, full or spoilt, it keeps nothing. */

/** In the storage of the tab: what the person did there. */
export const HISTORY = 'doable.history'

export function readText(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

export function readJson<T>(key: string, otherwise: T): T {
  try {
    return (JSON.parse(readText(key) ?? 'null') as T | null) ?? otherwise
  } catch {
    return otherwise
  }
}

export function writeText(key: string, text: string): void {
  try {
    localStorage.setItem(key, text)
  } catch {
    // It holds for this visit only.
  }
}

export const writeJson = (key: string, value: unknown) => writeText(key, JSON.stringify(value))
