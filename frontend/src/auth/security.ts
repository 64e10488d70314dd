import { AuthError } from './errors'
import type { AuthPort } from './port'

/** What a signed-in person asks of Cognito: few calls, which are worth no part of Amplify. */
export type Security = Pick<AuthPort, 'changePassword' | 'signOutEverywhere' | 'deleteUser'>

const TIMEOUT_MS = 20_000
const SERVICE = 'AWSCognitoIdentityProviderService'

interface Answer {
  __type?: string
  message?: string
}

/** In the shape of the errors that Amplify throws. */
async function refusalOf(response: Response): Promise<Error> {
  const { __type = '', message = '' } = (await response.json().catch(() => ({}))) as Answer
  // AWS writes "com.amazonaws…#NotAuthorizedException" in places.
  return Object.assign(new Error(message), { name: __type.split('#').at(-1)! })
}

/** Cognito has one name for both, and only its sentence tells them apart. */
function clarified(error: Error): Error {
  if (error.name !== 'NotAuthorizedException') return error
  if (/token/i.test(error.message)) return new AuthError('signed_out', { cause: error })
  const isPassword = /incorrect username or password/i.test(error.message)
  return isPassword ? new AuthError('wrong_password', { cause: error }) : error
}

export function createSecurity(options: { endpoint: string; fetch?: typeof fetch }): Security {
  const send = options.fetch ?? ((...args) => globalThis.fetch(...args))

  async function call(operation: string, body: object): Promise<void> {
    const response = await send(options.endpoint, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': `${SERVICE}.${operation}`,
      },
      body: JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (!response.ok) throw clarified(await refusalOf(response))
  }

  return {
    changePassword: ({ accessToken, current, password }) =>
      call('ChangePassword', {
        AccessToken: accessToken,
        PreviousPassword: current,
        ProposedPassword: password,
      }),
    signOutEverywhere: ({ accessToken }) => call('GlobalSignOut', { AccessToken: accessToken }),
    deleteUser: ({ accessToken }) =>
      call('DeleteUser', { AccessToken: accessToken }).catch((error: Error) => {
        if (error.name !== 'UserNotFoundException') throw error
      }),
  }
}
