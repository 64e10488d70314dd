import { TAKE_OVER } from './messages'
import { openPath } from './notices'
import { routeOf } from './routing'
import { createShell, type Build } from './shell'

declare const self: ServiceWorkerGlobalScope
declare const BUILD: Build

const shell = createShell(BUILD, caches)
const isKept = (path: string) => path in BUILD.files

self.addEventListener('install', (event) => event.waitUntil(shell.install()))

self.addEventListener('activate', (event) => {
  event.waitUntil(shell.clean().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const route = routeOf(request, location.origin, isKept)
  if (!route) return
  event.respondWith(shell.answer(request, route))
  // A page that is too broken to offer its successor must not be all that a reload can bring.
  if (route === 'page') self.registration.waiting?.postMessage(TAKE_OVER)
})

self.addEventListener('message', ({ data }) => {
  if (data === TAKE_OVER) void self.skipWaiting()
})

self.addEventListener('notificationclick', (event) => {
  const { notification } = event
  const { path } = notification.data as { path: string }
  notification.close()
  event.waitUntil(openPath(self.clients, path))
})
