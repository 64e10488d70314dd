import { nextTick } from 'vue'
import type { Router } from 'vue-router'
import type { Session, SessionEnd } from '@/auth'
import { useSync } from '@/sync'

/** What was typed is in the copy once its view is gone; the copy waits for the person who comes back. */
async function leaveExpired(router: Router): Promise<void> {
  const next = router.currentRoute.value.fullPath
  await router.replace({ name: 'signin', query: { next, ended: null } })
  useSync().close()
}

/** By a full load, so that nothing of the person stays in memory. */
async function leaveSignedOut(router: Router, end: SessionEnd): Promise<void> {
  await router.replace({ name: 'signin' })
  // By now nothing is left on the page that would ask whether to stay.
  await nextTick()
  location.assign(end === 'deleted' ? '/signin?deleted' : '/signin')
}

function leave(router: Router, end: SessionEnd): Promise<void> {
  return end === 'expired' ? leaveExpired(router) : leaveSignedOut(router, end)
}

/** Leads to the door when the session ends, also when that was while the first view was loading. */
export async function followSessionEnd(router: Router, session: Session): Promise<void> {
  await router.isReady()
  session.onChange((end) => end && void leave(router, end))
  const isOpenToAll = router.currentRoute.value.meta.access
  if (!session.isLive && !isOpenToAll) await leave(router, 'expired')
}
