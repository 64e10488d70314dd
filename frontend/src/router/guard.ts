import type { NavigationGuardReturn, RouteLocationNormalized } from 'vue-router'
import { useSessionStore } from '@/stores/session'

/**
 * Where someone goes who may not be at `to`: in by the door, and from there to what was wanted. A
 * stored session is believed: should it turn out to be over, leave.ts leads to the door.
 */
export function guard(to: RouteLocationNormalized): NavigationGuardReturn {
  const session = useSessionStore()
  const { access } = to.meta
  if (access === 'guest') return session.isSignedIn ? { path: '/' } : true
  if (access === 'anyone' || session.isSignedIn) return true
  // The Inbox is where one lands anyway.
  const query = to.fullPath === '/inbox' ? {} : { next: to.fullPath }
  return { name: 'signin', query, replace: true }
}
