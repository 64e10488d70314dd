import { trustedScript } from '@/lib/trusted'

const WORKER = '/sw.js'

function whenLoaded(): Promise<void> {
  return new Promise((resolve) => {
    if (document.readyState === 'complete') resolve()
    else window.addEventListener('load', () => resolve(), { once: true })
  })
}

/** Once the page is there, so that nothing of it waits. Null where there is no worker to be had. */
export async function registerWorker(
  container: ServiceWorkerContainer | undefined = navigator.serviceWorker,
): Promise<ServiceWorkerRegistration | null> {
  if (!container) return null
  await whenLoaded()
  try {
    return await container.register(trustedScript('doable-sw', WORKER), { updateViaCache: 'none' })
  } catch {
    // Offline, or forbidden by the browser's settings: the page works without.
    return null
  }
}
