/** What can be wrong with the copy, or with sending it. */
export type Trouble =
  | { kind: 'deleted' | 'session' | 'taken' | 'full' | 'unwritten' | 'memory' | 'server' }
  | { kind: 'lost'; waiting: number }

export type TroubleKind = Trouble['kind']

/** By how much it matters. */
const ORDER: TroubleKind[] = [
  'deleted',
  'session',
  'taken',
  'full',
  'unwritten',
  'lost',
  'memory',
  'server',
]

export interface Troubles {
  add(trouble: Trouble): void
  clear(...kinds: TroubleKind[]): void
  /** The one that matters most; the same object for as long as it is. */
  first(): Trouble | null
}

export function createTroubles(): Troubles {
  const present = new Map<TroubleKind, Trouble>()
  return {
    add: (trouble) => void (present.has(trouble.kind) || present.set(trouble.kind, trouble)),
    clear: (...kinds) => kinds.forEach((kind) => present.delete(kind)),
    first() {
      const kind = ORDER.find((one) => present.has(one))
      return (kind && present.get(kind)) ?? null
    },
  }
}
