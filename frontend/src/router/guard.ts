import type { NavigationGuardReturn, RouteLocationNormalized } from 'vue-router'
import { useSessionStore } from '@/stores/session'

/** Where someone goes who may not be at `to`: in by the door, and from there to what was wanted. */
export async function guard(to: RouteLocationNormalized): Promise<NavigationGuardReturn> {
  const session = useSessionStore()
  await session.whenRestored()
  const { access } = to.meta
  if (access === 'guest') return session.isSignedIn ? { path: '/' } : true
  if (access === 'anyone' || session.isSignedIn) return true
  const query = to.fullPath === '/' ? {} : { next: to.fullPath }
  return { name: 'signin', query, replace: true }
}
