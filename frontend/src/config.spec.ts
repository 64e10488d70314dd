import { beforeEach, describe, expect, it, vi } from 'vitest'

const RAW = {
  stage: 'local',
  region: 'eu-central-1',
  userPoolId: 'eu-central-1_Abc123',
  userPoolClientId: 'client',
  cognitoEndpoint: '/_cognito',
  version: 'dev',
}
const fetchConfig = vi.fn<() => Promise<Response>>()

function refuse(): never {
  throw new DOMException('Not here', 'SecurityError')
}

// The module remembers what it loaded, so each test gets one of its own.
async function fresh() {
  vi.resetModules()
  vi.stubGlobal('fetch', fetchConfig)
  return import('./config')
}

beforeEach(() => {
  localStorage.clear()
  fetchConfig.mockReset().mockImplementation(async () => Response.json(RAW))
})

it('is asked for once', async () => {
  const { loadConfig, useConfig, isLocal } = await fresh()
  expect(() => useConfig()).toThrow('loadConfig() comes first')
  await Promise.all([loadConfig(), loadConfig()])
  expect(fetchConfig).toHaveBeenCalledTimes(1)
  expect(useConfig().userPoolId).toBe('eu-central-1_Abc123')
  expect(isLocal()).toBe(true)
})

it('resolves where Cognito is against our own origin', async () => {
  const { loadConfig, cognitoAddress } = await fresh()
  expect(cognitoAddress(await loadConfig())).toBe('http://127.0.0.1:5000/_cognito')
})

it('means AWS when no address is given', async () => {
  fetchConfig.mockImplementation(async () => Response.json({ ...RAW, cognitoEndpoint: null }))
  const { loadConfig, cognitoAddress } = await fresh()
  const config = await loadConfig()
  expect(config.cognitoEndpoint).toBeNull()
  expect(cognitoAddress(config)).toBe('https://cognito-idp.eu-central-1.amazonaws.com/')
})

it('says what is missing, and asks again the next time', async () => {
  fetchConfig.mockResolvedValueOnce(Response.json({ ...RAW, userPoolId: '' }))
  fetchConfig.mockResolvedValueOnce(new Response('', { status: 502 }))
  const { loadConfig } = await fresh()
  await expect(loadConfig()).rejects.toThrow('lacks userPoolId')
  await expect(loadConfig()).rejects.toThrow('answered 502')
  expect((await loadConfig()).stage).toBe('local')
})

describe('after an earlier start', () => {
  const answer = (change: object) => async () => Response.json({ ...RAW, ...change })
  const settle = () => new Promise((resolve) => setTimeout(resolve))
  const hasMoved = async (moved: Promise<void>) =>
    Promise.race([moved.then(() => true), settle().then(() => false)])

  beforeEach(async () => {
    const { loadConfig } = await fresh()
    await loadConfig()
  })

  it('is known without a network, and nothing is said of that', async () => {
    fetchConfig.mockRejectedValue(new TypeError('offline'))
    const { loadConfig, useConfig, whenMoved } = await fresh()
    await loadConfig()
    expect(useConfig().cognitoEndpoint).toBe('http://127.0.0.1:5000/_cognito')
    expect(await hasMoved(whenMoved())).toBe(false)
  })

  it('is known before the server has answered, and what it answers serves the next start', async () => {
    fetchConfig.mockImplementation(answer({ version: 'v2' }))
    const first = await fresh()
    expect((await first.loadConfig()).version).toBe('dev')
    expect(await hasMoved(first.whenMoved())).toBe(false)
    const second = await fresh()
    expect((await second.loadConfig()).version).toBe('v2')
  })

  it.each(['userPoolId', 'userPoolClientId'])(
    'tells when %s is another one, once',
    async (name) => {
      fetchConfig.mockImplementation(answer({ [name]: 'another' }))
      const first = await fresh()
      await first.loadConfig()
      expect(await hasMoved(first.whenMoved())).toBe(true)
      const second = await fresh()
      expect(await second.loadConfig()).toMatchObject({ [name]: 'another' })
      expect(await hasMoved(second.whenMoved())).toBe(false)
    },
  )

  it('never tells so when it could not be kept, or every start would', async () => {
    const kept = localStorage.getItem('doable.config')
    vi.stubGlobal('localStorage', { getItem: () => kept, setItem: refuse })
    fetchConfig.mockImplementation(answer({ userPoolId: 'another' }))
    const { loadConfig, whenMoved } = await fresh()
    await loadConfig()
    expect(await hasMoved(whenMoved())).toBe(false)
  })

  it('is asked for when what was kept makes no sense', async () => {
    localStorage.setItem('doable.config', '{"stage":')
    const { loadConfig } = await fresh()
    expect((await loadConfig()).version).toBe('dev')
  })
})

describe('where storage is blocked', () => {
  it('is asked for at every start', async () => {
    vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse })
    const { loadConfig } = await fresh()
    expect((await loadConfig()).version).toBe('dev')
  })
})
