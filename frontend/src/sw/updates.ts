import { TAKE_OVER } from './messages'
import { registerWorker } from './register'

export interface Updates {
  /** A later build than this page's is on the device: loading the page again would show it. */
  isReady(): boolean
  /** Asks whether there is one; not more often than every few minutes. */
  check(): void
  /** Loads the page again, once, when the later build is in charge. */
  apply(): void
}

interface World {
  reload?: () => void
  now?: () => number
}

const CHECK_MS = 5 * 60_000

export function createUpdates(
  container: ServiceWorkerContainer,
  registration: ServiceWorkerRegistration,
  { reload = () => location.reload(), now = Date.now }: World = {},
): Updates {
  // Registering was a check, too.
  let checkedAt = now()
  let isApplying = false
  let hasChanged = false
  let controller = container.controller

  // Another tab may have let the later build in. The first worker that ever comes brings nothing new.
  container.addEventListener('controllerchange', () => {
    hasChanged ||= controller !== null
    controller = container.controller
    if (isApplying) reloadOnce()
  })

  function reloadOnce(): void {
    const go = reload
    reload = () => {}
    go()
  }

  return {
    isReady: () => hasChanged || Boolean(container.controller && registration.waiting),
    check() {
      if (now() - checkedAt < CHECK_MS) return
      checkedAt = now()
      registration.update().catch(() => {})
    },
    apply() {
      isApplying = true
      if (registration.waiting) registration.waiting.postMessage(TAKE_OVER)
      else reloadOnce()
    },
  }
}

/** Null where there is no worker. */
export async function startUpdates(): Promise<Updates | null> {
  const registration = await registerWorker()
  return registration && createUpdates(navigator.serviceWorker, registration)
}
