import { createPinia } from 'pinia'
import { createApp } from 'vue'
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
import StartFailedView from '@/views/StartFailedView.vue'
import './styles/index.css'

function openSession(config: Config): Session {
  const endpoint = createTokenEndpoint({
    endpoint: cognitoAddress(config),
    clientId: config.userPoolClientId,
  })
  return createSession({ endpoint, vault: createVault(), locks: navigator.locks })
}

/** A full load, so that nothing of the person who left stays in memory. */
function leave(end: SessionEnd): void {
  const wanted = location.pathname + location.search
  const query = end === 'expired' ? `?${new URLSearchParams({ next: wanted, ended: '' })}` : ''
  location.assign(`/signin${query}`)
}

async function start(): Promise<void> {
  const config = await loadConfig()
  const session = openSession(config)
  setAuth({ port: createAuthPort(config), session })
  setApi(createApi({ getAccessToken: session.getAccessToken, refresh: session.refresh }))

  const router = createAppRouter()
  const app = createApp(App).use(createPinia()).use(router)
  // A session that ends before there is anything to see is the guard's to handle.
  void router.isReady().then(() => session.onChange((end) => end && leave(end)))
  app.mount('#app')
}

start().catch(() => createApp(StartFailedView).mount('#app'))
