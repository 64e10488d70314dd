/** What the stage tells about itself: one build of the page serves every stage. */
export interface Config {
  stage: string
  region: string
  userPoolId: string
  userPoolClientId: string
  /** Where Cognito is, as an absolute address; null for AWS. */
  cognitoEndpoint: string | null
  version: string
}

const TIMEOUT_MS = 10_000
const REQUIRED = ['stage', 'region', 'userPoolId', 'userPoolClientId'] as const

let loaded: Config | undefined
let loading: Promise<Config> | undefined

function parse(body: unknown): Config {
  const raw = (body ?? {}) as Record<string, unknown>
  const missing = REQUIRED.filter((name) => typeof raw[name] !== 'string' || !raw[name])
  if (missing.length) throw new Error(`config.json lacks ${missing.join(', ')}`)
  const endpoint = raw.cognitoEndpoint
  return {
    ...(raw as unknown as Config),
    // On a laptop it is a path of our own origin.
    cognitoEndpoint: endpoint ? new URL(String(endpoint), location.origin).href : null,
  }
}

export function cognitoAddress({ cognitoEndpoint, region }: Config): string {
  return cognitoEndpoint ?? `https://cognito-idp.${region}.amazonaws.com/`
}

async function fetchConfig(): Promise<Config> {
  const response = await fetch('/config.json', { signal: AbortSignal.timeout(TIMEOUT_MS) })
  if (!response.ok) throw new Error(`config.json answered ${response.status}`)
  return parse(await response.json())
}

/** Asks once. After a failure the next call asks again. */
export function loadConfig(): Promise<Config> {
  loading ??= fetchConfig()
    .then((config) => (loaded = config))
    .catch((error: unknown) => {
      loading = undefined
      throw error
    })
  return loading
}

export function setConfig(config: Config): void {
  loaded = config
}

export function useConfig(): Config {
  if (!loaded) throw new Error('loadConfig() comes first')
  return loaded
}

export const isLocal = () => useConfig().stage === 'local'
