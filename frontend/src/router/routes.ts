import type { RouteRecordRaw } from 'vue-router'
import AppShell from '@/components/AppShell.vue'
import InboxView from '@/views/InboxView.vue'
import ListView from '@/views/ListView.vue'
import TodayView from '@/views/TodayView.vue'
import UpcomingView from '@/views/UpcomingView.vue'

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
  { path: 'inbox', name: 'inbox', component: InboxView },
  { path: 'today', name: 'today', component: TodayView },
  { path: 'upcoming', name: 'upcoming', component: UpcomingView },
  { path: 'lists', name: 'lists', component: () => import('@/views/ListsView.vue') },
  {
    path: 'lists/:listId',
    name: 'list',
    component: ListView,
    props: true,
  },
  { path: 'trash', name: 'trash', component: () => import('@/views/TrashView.vue') },
  { path: 'search', name: 'search', component: () => import('@/views/SearchView.vue') },
]

export const routes: RouteRecordRaw[] = [
  ...entry.map((route) => ({ ...route, meta: { access: 'guest' as const } })),
  { path: '/', component: AppShell, children: pages },
  {
    path: '/:path(.*)*',
    name: 'not-found',
    component: () => import('@/views/NotFoundView.vue'),
    meta: { access: 'anyone' },
  },
]
