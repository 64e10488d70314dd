import { vi } from 'vitest'

/** Waits for what happens by itself. On a slow machine that takes more than the second of `vi.waitFor`. */
export const eventually = <T>(isSo: () => T | Promise<T>): Promise<T> => vi.waitFor(isSo, 5_000)
