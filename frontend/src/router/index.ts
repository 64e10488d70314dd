import { createRouter, createWebHistory, type RouteRecordRaw, type Router } from 'vue-router'
import { guard } from './guard'

export function createAppRouter(routes: RouteRecordRaw[], history = createWebHistory()): Router {
  const router = createRouter({
    history,
    routes,
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  })
  router.beforeEach(guard)
  return router
}
