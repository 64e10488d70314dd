import { beforeEach, expect, it, vi } from 'vitest'
import { AuthError } from '@/auth/errors'
import { useSecurity } from './useSecurity'

const session = { getAccessToken: vi.fn(), refresh: vi.fn() }
const port = { changePassword: vi.fn(), signOutEverywhere: vi.fn(), deleteUser: vi.fn() }
const leave = vi.fn()

vi.mock('@/auth', () => ({ useSession: () => session }))
vi.mock('@/auth/lazy', () => ({ useAuthPort: () => port }))
vi.mock('./useAccount', () => ({ useAccount: () => ({ leave }) }))

const sent = { current: 'old one', password: 'new one' }
const change = () => useSecurity().changePassword(sent)

beforeEach(() => {
  vi.resetAllMocks()
  session.getAccessToken.mockReturnValue('first')
  session.refresh.mockResolvedValue('second')
})

it('goes by the token at hand', async () => {
  await change()
  expect(port.changePassword).toHaveBeenCalledExactlyOnceWith({ accessToken: 'first', ...sent })
  expect(session.refresh).not.toHaveBeenCalled()
})

it('asks for one where there is none, or where it has ended', async () => {
  session.getAccessToken.mockReturnValue(null)
  await change()
  session.getAccessToken.mockReturnValue('first')
  port.changePassword.mockRejectedValueOnce(new AuthError('signed_out'))
  await change()
  expect(port.changePassword.mock.calls.map(([{ accessToken }]) => accessToken)).toEqual([
    'second',
    'first',
    'second',
  ])
})

it('does not try again with a password that is wrong', async () => {
  port.changePassword.mockRejectedValueOnce(new AuthError('wrong_password'))
  await expect(change()).rejects.toMatchObject({ code: 'wrong_password' })
  expect(port.changePassword).toHaveBeenCalledOnce()
})

it('leaves after signing out everywhere, and only then', async () => {
  port.signOutEverywhere.mockRejectedValueOnce(new AuthError('offline'))
  await expect(useSecurity().signOutEverywhere()).rejects.toMatchObject({ code: 'offline' })
  expect(leave).not.toHaveBeenCalled()
  await useSecurity().signOutEverywhere()
  expect(leave).toHaveBeenCalledOnce()
})

it('deletes the user with a token that holds, and leaves the rest as it is', async () => {
  port.deleteUser.mockRejectedValueOnce(new AuthError('signed_out'))
  await useSecurity().deleteUser()
  expect(port.deleteUser.mock.lastCall).toEqual([{ accessToken: 'second' }])
  expect(leave).not.toHaveBeenCalled()
})

it('says that nobody could tell', async () => {
  session.getAccessToken.mockReturnValue(null)
  session.refresh.mockRejectedValueOnce(new TypeError('Failed to fetch'))
  await expect(change()).rejects.toMatchObject({ code: 'offline' })
})
