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
/** Another one of these, and who is signed in there is not known here. */
const WHERE = ['region', 'userPoolId', 'userPoolClientId', 'cognitoEndpoint'] as const
const KEY = 'doable.config'

let loaded: Config | undefined
let loading: Promise<Config> | undefined
let moved = (): void => {}
/** Resolves when this page works with a user pool that is no longer the stage's. */
const moving = new Promise<void>((resolve) => (moved = resolve))

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

/** Of an earlier start; null also where storage is blocked. */
function recall(): Config | null {
  try {
    return parse(JSON.parse(localStorage.getItem(KEY) ?? 'null'))
  } catch {
    return null
  }
}

function keep(config: Config): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(config))
  } catch {
    // The next start has to ask, as this one did.
  }
}

async function fetchConfig(): Promise<Config> {
  const response = await fetch('/config.json', { signal: AbortSignal.timeout(TIMEOUT_MS) })
  if (!response.ok) throw new Error(`config.json answered ${response.status}`)
  const config = parse(await response.json())
  keep(config)
  return config
}

/** What has changed since serves the next start. */
async function renew(known: Config): Promise<void> {
  const latest = await fetchConfig()
  const isElsewhere = WHERE.some((name) => latest[name] !== known[name])
  // Unless it was kept, the next start would find the old one, and end here again.
  if (isElsewhere && WHERE.every((name) => latest[name] === recall()?.[name])) moved()
}

function begin(): Promise<Config> {
  const known = recall()
  if (!known) return fetchConfig()
  renew(known).catch(() => {})
  return Promise.resolve(known)
}

/** At once when an earlier start has asked. Asks once; after a failure the next call asks again. */
export function loadConfig(): Promise<Config> {
  loading ??= begin()
    .then((config) => (loaded = config))
    .catch((error: unknown) => {
      loading = undefined
      throw error
    })
  return loading
}

export const whenMoved = (): Promise<void> => moving

export function setConfig(config: Config): void {
  loaded = config
}

export function useConfig(): Config {
  if (!loaded) throw new Error('loadConfig() comes first')
  return loaded
}

export const isLocal = () => useConfig().stage === 'local'
