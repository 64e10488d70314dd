import type { RouteRecordRaw } from 'vue-router'
import AppShell from '@/components/AppShell.vue'
import InboxView from '@/views/InboxView.vue'
import ListView from '@/views/ListView.vue'
import TodayView from '@/views/TodayView.vue'
import UpcomingView from '@/views/UpcomingView.vue'
import { entryRoutes } from './entry'

declare module 'vue-router' {
  interface RouteMeta {
    /** `guest`: only without a session. `anyone`: with and without. Otherwise: only with one. */
    access?: 'guest' | 'anyone'
  }
}

/** `?todo=<id>` opens the details, `?filter=active|completed` filters: both belong to the view; `?add` adds. */
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
  { path: 'done', name: 'done', component: () => import('@/views/DoneView.vue') },
  { path: 'assigned', component: () => import('@/views/AssignedView.vue') },
  { path: 'tags/:tag', name: 'tag', component: () => import('@/views/TagView.vue') },
  { path: 'trash', name: 'trash', component: () => import('@/views/TrashView.vue') },
  { path: 'settings', name: 'settings', component: () => import('@/views/SettingsView.vue') },
  // Where other apps share to (manifest.webmanifest): see useAddLink.
  { path: 'share', redirect: ({ query }) => ({ path: '/inbox', query: { ...query, add: '1' } }) },
  { path: 'search', name: 'search', component: () => import('@/views/SearchView.vue') },
]

export const routes: RouteRecordRaw[] = [
  ...entryRoutes,
  { path: '/', component: AppShell, children: pages },
  // Of an invite: its token stands behind the #, where no server sees it.
  { path: '/join', component: () => import('@/views/JoinView.vue'), meta: { access: 'anyone' } },
  {
    path: '/:path(.*)*',
    name: 'not-found',
    component: () => import('@/views/NotFoundView.vue'),
    meta: { access: 'anyone' },
  },
]
