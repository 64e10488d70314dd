import { watch } from 'vue'
import { writeText } from '@/lib/storage'
import { SHARED, useListsStore } from '@/stores/lists'

/** Keeps whether others are in a list, so that the next time the page is painted with what that brings. */
export function useKeepShared(): void {
  const lists = useListsStore()
  watch(
    () => lists.isShared,
    (is) => writeText(SHARED, is ? 'yes' : ''),
    { immediate: true },
  )
}
