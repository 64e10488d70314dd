import { beforeEach, expect, it, vi } from 'vitest'
import { ApiError } from '@/api'
import type { ScriptToken } from '@/api/account'
import { lastDayOf, LIFE, useScriptTokens } from './useScriptTokens'

const own = { tokens: vi.fn(), makeToken: vi.fn(), revokeToken: vi.fn() }

vi.mock('./useOwn', () => ({ useOwn: () => own }))

const token = (id: string): ScriptToken => ({
  id,
  name: id,
  scope: 'read',
  createdAt: '2026-11-26T12:00:00.000Z',
  expiresAt: '2027-02-25T00:00:00.000Z',
  lastUsedOn: null,
})
const problem = (status: number, code: string) => new ApiError('problem', { status, code })

beforeEach(() => {
  vi.resetAllMocks()
  vi.setSystemTime('2026-11-26T23:30:00-02:00') // The 27th, of UTC.
  own.tokens.mockResolvedValue({ items: [token('a'), token('b')] })
  own.makeToken.mockResolvedValue({ token: 'dbl_secret', about: token('c') })
  own.revokeToken.mockResolvedValue(undefined)
})

async function opened() {
  const tokens = useScriptTokens()
  await tokens.look()
  return tokens
}

const idsOf = ({ tokens }: ReturnType<typeof useScriptTokens>) => tokens.value?.map(({ id }) => id)

it('is good up to the end of its last day', () => {
  expect(lastDayOf(token('a'))).toBe('2027-02-24')
})

it('asks for a last day of UTC, and leaves the usual one to the server', async () => {
  const tokens = await opened()
  await tokens.make('Backup', 'read', 7)
  await tokens.make('Backup', 'write', LIFE)
  expect(own.makeToken.mock.calls).toEqual([
    [{ name: 'Backup', scope: 'read', expiresOn: '2026-12-04' }],
    [{ name: 'Backup', scope: 'write' }],
  ])
})

it('shows the secret of what was made until it is revoked', async () => {
  const tokens = await opened()
  await tokens.make('Backup', 'read', LIFE)
  expect(tokens.made.value?.token).toBe('dbl_secret')
  expect(idsOf(tokens)).toEqual(['a', 'b', 'c'])
  await tokens.revoke(token('a'))
  expect(tokens.made.value).not.toBeNull()
  await tokens.revoke(token('c'))
  expect(tokens.made.value).toBeNull()
  expect(idsOf(tokens)).toEqual(['b'])
})

it('takes one that is gone already for revoked, and keeps one that may still be there', async () => {
  const tokens = await opened()
  own.revokeToken.mockRejectedValueOnce(problem(404, 'not_found'))
  await tokens.revoke(token('a'))
  expect([idsOf(tokens), tokens.failure.value]).toEqual([['b'], ''])
  own.revokeToken.mockRejectedValueOnce(new ApiError('offline', {}))
  await tokens.revoke(token('b'))
  expect(idsOf(tokens)).toEqual(['b'])
  expect(tokens.failure.value).toMatch(/needs a connection/)
})

it('says when there is no room for more, and keeps those that there are', async () => {
  const tokens = await opened()
  own.makeToken.mockRejectedValueOnce(problem(409, 'limit_reached'))
  await tokens.make('One too many', 'read', LIFE)
  expect(tokens.failure.value).toMatch(/50 tokens/)
  expect([idsOf(tokens), tokens.made.value]).toEqual([['a', 'b'], null])
})

it('shows none before the server has told', async () => {
  own.tokens.mockRejectedValueOnce(new ApiError('offline', {}))
  const tokens = await opened()
  expect(tokens.tokens.value).toBeNull()
  await tokens.look()
  expect(idsOf(tokens)).toEqual(['a', 'b'])
})

it('shows one that was made although the answer was lost', async () => {
  const tokens = await opened()
  own.makeToken.mockRejectedValueOnce(new ApiError('offline', {}))
  own.tokens.mockResolvedValue({ items: [token('a'), token('b'), token('c')] })
  expect(await tokens.make('Backup', 'write', LIFE)).toBe(false)
  expect(idsOf(tokens)).toEqual(['a', 'b', 'c'])
  expect([tokens.made.value, tokens.failure.value]).toEqual([
    null,
    expect.stringMatching(/needs a connection/),
  ])
})
