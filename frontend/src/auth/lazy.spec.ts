import { expect, it, vi } from 'vitest'
import type { Config } from '@/config'
import type { Cognito } from './cognito'
import { createAuthPort } from './lazy'

const person = { email: 'ana@example.org', password: 'correct horse battery' }
const signUp = vi.fn<Cognito['signUp']>()
const load = vi.fn(async () => ({ signUp }) as unknown as Cognito)
const open = () => createAuthPort({} as Config, load)

it('loads what it needs on the first call only', async () => {
  load.mockClear()
  const port = open()
  expect(load).not.toHaveBeenCalled()
  await port.signUp(person)
  await port.signUp(person)
  expect(load).toHaveBeenCalledTimes(1)
  expect(signUp).toHaveBeenCalledWith(person)
})

it('loads it again after a failure, which it calls what it is', async () => {
  const port = open()
  load.mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'))
  await expect(port.signUp(person)).rejects.toMatchObject({ code: 'offline' })
  await port.signUp(person)
})

it('says everything in its own words', async () => {
  signUp.mockRejectedValueOnce(Object.assign(new Error(), { name: 'UsernameExistsException' }))
  await expect(open().signUp(person)).rejects.toMatchObject({ name: 'AuthError', field: 'email' })
})
