/** A row of a tree: `top` is the one that it stands below. */
export interface TreeRow {
  id: string
  top: string | null
}

export interface Gap {
  /** Between which rows: 0 is above the first one. */
  at: number
  parentId: string | null
  /** Among its siblings-to-be. */
  index: number
}

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high)

/**
 * Where something lands that is dropped into the gap above `rows[at]`, as deep as `wanted` where that
 * can be: amid sub-to-dos it becomes one of them, below nothing it cannot be one, and what has its own
 * (`isFamily`) goes past them.
 */
export function placeAt(
  rows: readonly TreeRow[],
  at: number,
  wanted: number,
  isFamily: boolean,
): Gap {
  if (isFamily) while (rows[at]?.top) at++
  const [above, below] = [rows[at - 1], rows[at]]
  const depth = clamp(wanted, below?.top ? 1 : 0, above && !isFamily ? 1 : 0)
  const parentId = depth ? (above!.top ?? above!.id) : null
  const index = rows.slice(0, at).filter(({ top }) => top === parentId).length
  return { at, parentId, index }
}
