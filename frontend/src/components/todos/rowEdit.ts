import { shallowRef } from 'vue'
import type TodoRowEdit from './TodoRowEdit.vue'

/** The editor of a row: loaded once rows are painted, and from then on it is there at once. */
export const RowEdit = shallowRef<typeof TodoRowEdit>()

export async function loadRowEdit(): Promise<void> {
  const loaded = await import('./TodoRowEdit.vue').catch(() => null) // The next list tries again.
  if (loaded) RowEdit.value = loaded.default
}
