import { expect, it, vi } from 'vitest'
import { createTokenEndpoint } from './tokens'

const answer = vi.fn<typeof fetch>()
const endpoint = createTokenEndpoint({
  endpoint: 'http://127.0.0.1:5000/_cognito',
  clientId: 'client',
  fetch: answer,
})
const replies = (body: object, status = 200) =>
  answer.mockResolvedValueOnce(new Response(JSON.stringify(body), { status }))

it('asks Cognito for new tokens in its own protocol', async () => {
  replies({ AuthenticationResult: { AccessToken: 'a', IdToken: 'i', RefreshToken: 'r2' } })
  expect(await endpoint.refresh('r1')).toEqual({
    accessToken: 'a',
    idToken: 'i',
    refreshToken: 'r2',
  })
  const [url, init] = answer.mock.lastCall!
  expect(url).toBe('http://127.0.0.1:5000/_cognito')
  expect(init).toMatchObject({
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': 'AWSCognitoIdentityProviderService.GetTokensFromRefreshToken',
    },
    body: '{"ClientId":"client","RefreshToken":"r1"}',
  })
})

it.each([
  'NotAuthorizedException',
  'RefreshTokenReuseException',
  'UserNotFoundException',
  'com.amazonaws.cognito#NotAuthorizedException',
])('takes %s for the end of the session', async (__type) => {
  replies({ __type, message: 'Refresh Token has been revoked' }, 400)
  expect(await endpoint.refresh('r1')).toBeNull()
})

it.each([
  ['throttling', { __type: 'TooManyRequestsException' }, 400],
  ['an error of the service', { __type: 'InternalErrorException' }, 500],
  ['a stranger’s page', 'hello', 200],
])('does not take %s for the end of the session', async (_, body, status) => {
  replies(body as object, status)
  await expect(endpoint.refresh('r1')).rejects.toThrow('could not be renewed')
})

it('revokes without ever failing', async () => {
  answer.mockRejectedValueOnce(new TypeError('Failed to fetch'))
  await endpoint.revoke('r1')
  expect(answer.mock.lastCall![1]).toMatchObject({
    keepalive: true,
    body: '{"ClientId":"client","Token":"r1"}',
  })
})
