import type { DraftTodo } from './types'

/** Walks up until a to-do of which more is known, and remembers that for all on the way. */
function climb(
  draft: DraftTodo,
  all: ReadonlySet<DraftTodo>,
  known: Map<DraftTodo, DraftTodo | null>,
) {
  const path = new Set<DraftTodo>()
  let at = draft
  while (!known.has(at) && !path.has(at)) {
    path.add(at)
    if (!at.parent || !all.has(at.parent)) break
    at = at.parent
  }
  // Of a circle, and what hangs on it, nothing is above anything.
  const isCircle = path.has(at) && !!at.parent && all.has(at.parent)
  const top = isCircle ? null : known.has(at) ? known.get(at)! : at
  for (const one of path) known.set(one, top)
}

/**
 * Of each that stands below another, the topmost one: sub-to-dos go one level deep. A parent that is
 * not among them is none.
 */
export function topsOf(drafts: readonly DraftTodo[]): ReadonlyMap<DraftTodo, DraftTodo> {
  const all = new Set(drafts)
  const known = new Map<DraftTodo, DraftTodo | null>()
  for (const draft of drafts) climb(draft, all, known)
  const tops = [...known].filter(([draft, top]) => top && top !== draft)
  return new Map(tops as [DraftTodo, DraftTodo][])
}
