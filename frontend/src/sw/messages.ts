/** What the page tells a worker that waits for its turn: do not wait any longer. */
export const TAKE_OVER = 'take-over'
