import type { RouteRecordRaw } from 'vue-router'

/** The ways in: only for those who are not signed in. */
export const entryRoutes: RouteRecordRaw[] = [
  { path: '/signin', name: 'signin', component: () => import('@/views/auth/SignInView.vue') },
  { path: '/signup', name: 'signup', component: () => import('@/views/auth/SignUpView.vue') },
  { path: '/confirm', name: 'confirm', component: () => import('@/views/auth/ConfirmView.vue') },
  { path: '/forgot', name: 'forgot', component: () => import('@/views/auth/ForgotView.vue') },
  { path: '/reset', name: 'reset', component: () => import('@/views/auth/ResetView.vue') },
].map((route) => ({ ...route, meta: { access: 'guest' } }))
