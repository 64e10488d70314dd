import { beforeEach, expect, it, vi } from 'vitest'

const RAW = {
  stage: 'local',
  region: 'eu-central-1',
  userPoolId: 'eu-central-1_Abc123',
  userPoolClientId: 'client',
  cognitoEndpoint: '/_cognito',
  version: 'dev',
}
const fetchConfig = vi.fn<() => Promise<Response>>()

// The module remembers what it loaded, so each test gets one of its own.
async function fresh() {
  vi.resetModules()
  vi.stubGlobal('fetch', fetchConfig)
  return import('./config')
}

beforeEach(() => {
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
