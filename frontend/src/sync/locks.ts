export type Locks = Pick<LockManager, 'request'>

/** Held by every tab that has the person's copy open. */
export const openLock = (sub: string) => `doable.open.${sub}`

/** Held by the one tab that speaks to the server. */
export const roundLock = (sub: string) => `doable.sync.${sub}`

/** Holds a shared lock until the function that it returns is called. */
export function hold(locks: Locks | undefined, name: string): () => void {
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  void locks?.request(name, { mode: 'shared' }, () => held).catch(() => {})
  return () => release()
}
