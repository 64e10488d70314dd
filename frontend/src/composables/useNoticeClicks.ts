import { onScopeDispose } from 'vue'
import { useRouter } from 'vue-router'
import { isOpening } from '@/sw/messages'

/** A click on a notification ends at the worker, which says where it leads. */
export function useNoticeClicks(): void {
  const { serviceWorker } = navigator
  const router = useRouter()
  const open = ({ data }: MessageEvent) => {
    if (isOpening(data)) void router.push(data.path)
  }
  serviceWorker?.addEventListener('message', open)
  onScopeDispose(() => serviceWorker?.removeEventListener('message', open))
}
