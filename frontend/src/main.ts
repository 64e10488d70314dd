import { createPinia } from 'pinia'
import { createApp, nextTick } from 'vue'
import type { Router } from 'vue-router'
import { createApi, setApi } from '@/api'
import {
  createAuthPort,
  createSession,
  createTokenEndpoint,
  createVault,
  setAuth,
  type Session,
  type SessionEnd,
} from '@/auth'
import App from '@/App.vue'
import { cognitoAddress, loadConfig, type Config } from '@/config'
import { createAppRouter } from '@/router'
import { routes } from '@/router/routes'
import StartFailedView from '@/views/StartFailedView.vue'
import './styles/index.css'

function openSession(config: Config): Session {
  const endpoint = createTokenEndpoint({
    endpoint: cognitoAddress(config),
    clientId: config.userPoolClientId,
  })
  return createSession({ endpoint, vault: createVault(), locks: navigator.locks })
}

/**
 * Whoever signs out leaves by a full load, so that nothing of them stays in memory. A session that
 * ran out leaves the page in place: what was typed waits for the person who comes back.
 */
async function leave(router: Router, end: SessionEnd): Promise<void> {
  if (end === 'expired') {
    const next = router.currentRoute.value.fullPath
    await router.replace({ name: 'signin', query: { next, ended: null } })
    return
  }
  await router.replace({ name: 'signin' })
  // By now nothing is left on the page that would ask whether to stay.
  await nextTick()
  location.assign('/signin')
}

async function start(): Promise<void> {
  const config = await loadConfig()
  const session = openSession(config)
  setAuth({ port: createAuthPort(config), session })
  setApi(createApi({ getAccessToken: session.getAccessToken, refresh: session.refresh }))

  const router = createAppRouter(routes)
  const app = createApp(App).use(createPinia()).use(router)
  // A session that ends before there is anything to see is the guard's to handle.
  void router.isReady().then(() => {
    session.onChange((end) => end && void leave(router, end))
    const isOpen = router.currentRoute.value.meta.access
    if (!session.isLive && !isOpen) void leave(router, 'expired')
  })
  app.mount('#app')
}

start().catch(() => createApp(StartFailedView).mount('#app'))
