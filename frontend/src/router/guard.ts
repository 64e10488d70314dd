import type { NavigationGuardReturn, RouteLocationNormalized } from 'vue-router'
import { useSessionStore } from '@/stores/session'

/** Where someone goes who may not be at `to`: in by the door, and from there to what was wanted. */
export async function guard(to: RouteLocationNormalized): Promise<NavigationGuardReturn> {
  const session = useSessionStore()
  await session.whenRestored()
  const { access } = to.meta
  if (access === 'guest') return session.isSignedIn ? { path: '/' } : true
  if (access === 'anyone' || session.isSignedIn) return true
  // The Inbox is where one lands anyway.
  const query = to.fullPath === '/inbox' ? {} : { next: to.fullPath }
  return { name: 'signin', query, replace: true }
}
