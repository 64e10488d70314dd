/** What the page tells a worker that waits for its turn: do not wait any longer. */
export const TAKE_OVER = 'take-over'

const OPEN = 'open'

/** What the worker tells the page when a notification was clicked: go there. */
interface Opening {
  type: typeof OPEN
  path: string
}

export const openingOf = (path: string): Opening => ({ type: OPEN, path })

export function isOpening(data: unknown): data is Opening {
  return (data as Partial<Opening> | null)?.type === OPEN
}
