import { expect, it, vi } from 'vitest'
import { authErrorOf } from './errors'
import { createSecurity } from './security'

const fetch = vi.fn<typeof globalThis.fetch>()
const security = createSecurity({ endpoint: 'https://cognito.example/', fetch })
const change = () =>
  security.changePassword({ accessToken: 'token', current: 'old one', password: 'new one' })

const refuse = (type: string, message: string) =>
  fetch.mockResolvedValueOnce(Response.json({ __type: type, message }, { status: 400 }))

it('changes a password with what is asked for, and nothing else', async () => {
  fetch.mockResolvedValueOnce(Response.json({}))
  await change()
  const [url, init] = fetch.mock.lastCall!
  expect(url).toBe('https://cognito.example/')
  expect(new Headers(init!.headers).get('X-Amz-Target')).toMatch(/\.ChangePassword$/)
  expect(init!.credentials).toBe('omit')
  expect(JSON.parse(String(init!.body))).toEqual({
    AccessToken: 'token',
    PreviousPassword: 'old one',
    ProposedPassword: 'new one',
  })
})

it('signs out everywhere', async () => {
  fetch.mockResolvedValueOnce(Response.json({}))
  await security.signOutEverywhere({ accessToken: 'token' })
  const [, init] = fetch.mock.lastCall!
  expect(new Headers(init!.headers).get('X-Amz-Target')).toMatch(/\.GlobalSignOut$/)
  expect(JSON.parse(String(init!.body))).toEqual({ AccessToken: 'token' })
})

const deleteUser = () => security.deleteUser({ accessToken: 'token' })

it('deletes the user, and is content when there is none any more', async () => {
  fetch.mockResolvedValueOnce(Response.json({}))
  await deleteUser()
  const [, init] = fetch.mock.lastCall!
  expect(new Headers(init!.headers).get('X-Amz-Target')).toMatch(/\.DeleteUser$/)
  expect(JSON.parse(String(init!.body))).toEqual({ AccessToken: 'token' })
  refuse('UserNotFoundException', 'User does not exist.')
  await deleteUser()
  refuse('TooManyRequestsException', 'Rate exceeded')
  await expect(deleteUser()).rejects.toMatchObject({ name: 'TooManyRequestsException' })
})

it.each([
  ['wrong_password', 'NotAuthorizedException', 'Incorrect username or password.'],
  ['signed_out', 'NotAuthorizedException', 'Access Token has been revoked'],
  ['signed_out', 'com.amazonaws.x#NotAuthorizedException', 'Access Token has expired'],
  ['too_many', 'LimitExceededException', 'Attempt limit exceeded, please try after some time.'],
  ['weak_password', 'InvalidPasswordException', 'Password not long enough'],
  ['unknown', 'InternalErrorException', ''],
])('says %s for %s: %s', async (code, type, message) => {
  refuse(type, message)
  expect(authErrorOf(await change().catch((error: unknown) => error)).code).toBe(code)
})

it('says that there is no network', async () => {
  fetch.mockRejectedValueOnce(new TypeError('Failed to fetch'))
  expect(authErrorOf(await change().catch((error: unknown) => error)).code).toBe('offline')
})

it('survives an answer that is none', async () => {
  fetch.mockResolvedValueOnce(new Response('<html>', { status: 502 }))
  expect(authErrorOf(await change().catch((error: unknown) => error)).code).toBe('unknown')
})
