import { onScopeDispose } from 'vue'

const STIRS = ['keydown', 'pointerdown'] as const
const IDLE_MS = 5_000

function isWriting(): boolean {
  const field = document.activeElement
  if (!field?.matches('textarea, input:not([type=checkbox], [type=radio])')) return false
  return (field as HTMLInputElement).value !== ''
}

/** Tells whether somebody has the page before them, and is not in the middle of something. */
export function useIdle(now: () => number = Date.now): () => boolean {
  let stirredAt = now()
  const stir = () => (stirredAt = now())
  STIRS.forEach((name) => window.addEventListener(name, stir, { capture: true, passive: true }))
  onScopeDispose(() =>
    STIRS.forEach((name) => window.removeEventListener(name, stir, { capture: true })),
  )
  return () =>
    document.visibilityState === 'visible' &&
    now() - stirredAt >= IDLE_MS &&
    !document.querySelector('dialog[open]') &&
    !isWriting()
}
