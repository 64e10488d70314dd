import type { RouteRecordRaw } from 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    /** `guest`: only without a session. `anyone`: with and without. Otherwise: only with one. */
    access?: 'guest' | 'anyone'
  }
}

const entry: RouteRecordRaw[] = [
  { path: '/signin', name: 'signin', component: () => import('@/views/auth/SignInView.vue') },
  { path: '/signup', name: 'signup', component: () => import('@/views/auth/SignUpView.vue') },
  { path: '/confirm', name: 'confirm', component: () => import('@/views/auth/ConfirmView.vue') },
  { path: '/forgot', name: 'forgot', component: () => import('@/views/auth/ForgotView.vue') },
  { path: '/reset', name: 'reset', component: () => import('@/views/auth/ResetView.vue') },
]

/** `?todo=<id>` opens the details, `?filter=active|completed` filters: both belong to the view. */
const pages: RouteRecordRaw[] = [
  { path: '', redirect: { name: 'inbox' } },
  { path: 'inbox', name: 'inbox', component: () => import('@/views/InboxView.vue') },
  { path: 'today', name: 'today', component: () => import('@/views/TodayView.vue') },
  { path: 'upcoming', name: 'upcoming', component: () => import('@/views/UpcomingView.vue') },
  { path: 'lists', name: 'lists', component: () => import('@/views/ListsView.vue') },
  {
    path: 'lists/:listId',
    name: 'list',
    component: () => import('@/views/ListView.vue'),
    props: true,
  },
  { path: 'trash', name: 'trash', component: () => import('@/views/TrashView.vue') },
  { path: 'search', name: 'search', component: () => import('@/views/SearchView.vue') },
]

export const routes: RouteRecordRaw[] = [
  ...entry.map((route) => ({ ...route, meta: { access: 'guest' as const } })),
  { path: '/', component: () => import('@/components/AppShell.vue'), children: pages },
  {
    path: '/:path(.*)*',
    name: 'not-found',
    component: () => import('@/views/NotFoundView.vue'),
    meta: { access: 'anyone' },
  },
]
