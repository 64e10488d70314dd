/** TypeScript's lib does not know it yet, and not every browser has it. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string }
}

const WORKER = '/sw.js'

function onlyOurs(url: string): string {
  if (url !== WORKER) throw new TypeError(`${url} is not the page's worker`)
  return url
}

/** The page's policy (`trusted-types` in infra/site.yml) takes no address of a script as a string. */
function trusted(url: string): string {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes }
  const policy = trustedTypes?.createPolicy('doable-sw', { createScriptURL: onlyOurs })
  return policy?.createScriptURL(url) ?? onlyOurs(url)
}

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
    return await container.register(trusted(WORKER), { updateViaCache: 'none' })
  } catch {
    // Offline, or forbidden by the browser's settings: the page works without.
    return null
  }
}
