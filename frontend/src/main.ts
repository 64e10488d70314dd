import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { setApi } from '@/api'
import { createSession, createTokenEndpoint, createVault, setSession } from '@/auth'
import type { Session } from '@/auth'
import App from '@/App.vue'
import { cognitoAddress, loadConfig, type Config } from '@/config'
import { startLanguage } from '@/i18n'
import { keepInstallOffer } from '@/lib/installOffer'
import { apiOf, openCopy } from '@/person'
import { restartWhenMoved } from '@/restart'
import { createAppRouter } from '@/router'
import { followSessionEnd } from '@/router/leave'
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

keepInstallOffer()
const speaking = startLanguage()

async function start(): Promise<void> {
  const [config] = await Promise.all([loadConfig(), speaking])
  const session = openSession(config)
  setSession(session)
  setApi(apiOf(session))

  const app = createApp(App).use(createPinia())
  openCopy(session)
  const router = createAppRouter(routes)
  app.use(router)
  void followSessionEnd(router, session)
  session.restore()
  void restartWhenMoved(session)
  app.mount('#app')
}

start().catch(async () => {
  await speaking
  createApp(StartFailedView).mount('#app')
})
