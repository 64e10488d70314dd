import { expect, it, vi } from 'vitest'
import { registerWorker } from './register'

const container = (register: (...args: unknown[]) => Promise<unknown>) =>
  ({ register }) as unknown as ServiceWorkerContainer

it('waits until the page is loaded', async () => {
  vi.spyOn(document, 'readyState', 'get').mockReturnValue('interactive')
  const register = vi.fn(async () => 'registration')
  const registering = registerWorker(container(register))
  await Promise.resolve()
  expect(register).not.toHaveBeenCalled()
  window.dispatchEvent(new Event('load'))
  expect(await registering).toBe('registration')
  expect(register).toHaveBeenCalledWith('/sw.js', { updateViaCache: 'none' })
})

it('gives the browser an address that its own policy has let pass, and no other would', async () => {
  let rules!: { createScriptURL(url: string): string }
  const createPolicy = vi.fn((_name: string, given: typeof rules) => {
    rules = given
    return { createScriptURL: (url: string) => ({ trusted: given.createScriptURL(url) }) }
  })
  vi.stubGlobal('trustedTypes', { createPolicy })
  const register = vi.fn(async () => 'registration')
  await registerWorker(container(register))
  expect(createPolicy.mock.calls[0]![0]).toBe('doable-sw')
  expect(register.mock.calls[0]).toEqual([{ trusted: '/sw.js' }, { updateViaCache: 'none' }])
  for (const url of [
    'https://evil.example/sw.js',
    '//evil.example/sw.js',
    '/sw.js?x',
    '/api/sw.js',
  ])
    expect(() => rules.createScriptURL(url)).toThrow(TypeError)
})

it('is content without a worker', async () => {
  expect(await registerWorker(undefined)).toBeNull()
  const refused = container(() => Promise.reject(new DOMException('no', 'SecurityError')))
  expect(await registerWorker(refused)).toBeNull()
})
