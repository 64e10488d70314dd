/** What outlives a reload: the refresh token, and whose it is. Everything else stays in memory. */
export interface Kept {
  refreshToken: string
  sub: string
  email?: string
}

export interface Vault {
  read(): Kept | null
  /** `keep`: in every tab, until signed out. Otherwise in this tab, until it is closed. */
  write(kept: Kept, keep: boolean): void
  /** Puts a rotated token where the old one was. */
  rotate(refreshToken: string): void
  /** Forgets the session of this tab. One that other tabs share beside it is none of its business. */
  clear(): void
  /** Tells when another tab changed what all tabs share. */
  onChange(listener: () => void): void
}

export const VAULT_KEY = 'doable.session'

function parse(text: string | null): Kept | null {
  try {
    const kept = JSON.parse(text ?? 'null') as Kept | null
    return kept?.refreshToken && kept.sub ? kept : null
  } catch {
    return null
  }
}

/** Where storage is blocked the session lives as long as the page does. */
function usable(open: () => Storage): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  try {
    const storage = open()
    storage.getItem(VAULT_KEY)
    return storage
  } catch {
    const items = new Map<string, string>()
    return {
      getItem: (key) => items.get(key) ?? null,
      setItem: (key, value) => void items.set(key, value),
      removeItem: (key) => void items.delete(key),
    }
  }
}

export function createVault(): Vault {
  const tab = usable(() => window.sessionStorage)
  const shared = usable(() => window.localStorage)
  const holder = () => (parse(tab.getItem(VAULT_KEY)) ? tab : shared)

  const read = () => parse(holder().getItem(VAULT_KEY))

  return {
    read,
    clear: () => holder().removeItem(VAULT_KEY),
    write(kept, keep) {
      // One of this tab only would hide what all tabs share.
      tab.removeItem(VAULT_KEY)
      const storage = keep ? shared : tab
      storage.setItem(VAULT_KEY, JSON.stringify(kept))
    },
    rotate(refreshToken) {
      const kept = read()
      if (kept) holder().setItem(VAULT_KEY, JSON.stringify({ ...kept, refreshToken }))
    },
    onChange(listener) {
      // `key` is null when the whole storage was cleared.
      window.addEventListener('storage', ({ key }) => {
        if (key === VAULT_KEY || key === null) listener()
      })
    },
  }
}
