import { createRouter, createWebHistory, type Router, type RouterHistory } from 'vue-router'
import { guard } from './guard'
import { routes } from './routes'

export function createAppRouter(history: RouterHistory = createWebHistory()): Router {
  const router = createRouter({
    history,
    routes,
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  })
  router.beforeEach(guard)
  return router
}

/** Starts to load what `path` shows while it is still being found out who asks. */
export function prefetch(router: Router, path: string): void {
  for (const { components } of router.resolve(path).matched) {
    const load = components?.default
    if (typeof load === 'function') void (load as () => Promise<unknown>)().catch(() => {})
  }
}
