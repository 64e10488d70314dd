import { shallowRef } from 'vue'
import type * as Quick from '@/components/quickAdd'

/** What understands the text of a box. A page is painted without it, and has it a moment later. */
export const QuickBox = shallowRef<(typeof Quick)['QuickBox']>()

let loading: Promise<typeof Quick> | undefined

/** One promise for all that waits, so that it keeps its order. */
export function loadQuick(): Promise<typeof Quick> {
  if (!loading) {
    loading = import('@/components/quickAdd')
    loading.then(
      (quick) => (QuickBox.value = quick.QuickBox),
      () => (loading = undefined),
    )
  }
  return loading
}
