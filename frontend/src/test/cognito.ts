import { vi } from 'vitest'
import { makeTokens } from './tokens'

interface Person {
  password: string
  isConfirmed: boolean
}

interface Refusal {
  type: string
  message?: string
}

const CODE = '123456'
const RESET_CODE = '654321'
const TARGET = 'AWSCognitoIdentityProviderService.'

/**
 * Cognito as far as the sign-in screens can tell, behind a fake `fetch`. The SRP of the page runs
 * for real against a challenge of ours; whether its proof is right is not looked at, so a wrong
 * password is a matter of `refuseSignIn`.
 */
export function createFakeCognito() {
  const people = new Map<string, Person>()
  const calls: string[] = []
  const requests: { operation: string; body: Record<string, unknown> }[] = []
  let isOffline = false
  let refuseSignIn: Refusal | undefined

  const refuse = (type: string, message = type) =>
    Response.json({ __type: type, message }, { status: 400 })

  function checkCode(code: unknown, expected: string): Response | undefined {
    return code === expected ? undefined : refuse('CodeMismatchException')
  }

  const operations: Record<string, (body: Record<string, string>) => Response> = {
    SignUp({ Username, Password }) {
      if (people.has(Username!)) return refuse('UsernameExistsException')
      people.set(Username!, { password: Password!, isConfirmed: false })
      return Response.json({ UserConfirmed: false, UserSub: 'ana' })
    },
    ConfirmSignUp({ Username, ConfirmationCode }) {
      const refused = checkCode(ConfirmationCode, CODE)
      if (!refused) people.get(Username!)!.isConfirmed = true
      return refused ?? Response.json({})
    },
    ResendConfirmationCode: () => Response.json({}),
    ForgotPassword: () => Response.json({}),
    ConfirmForgotPassword: ({ ConfirmationCode }) =>
      checkCode(ConfirmationCode, RESET_CODE) ?? Response.json({}),
    InitiateAuth({ AuthParameters }) {
      const { USERNAME } = AuthParameters as unknown as { USERNAME: string }
      const person = people.get(USERNAME)
      if (person && !person.isConfirmed) return refuse('UserNotConfirmedException')
      if (refuseSignIn) return refuse(refuseSignIn.type, refuseSignIn.message)
      return Response.json({
        ChallengeName: 'PASSWORD_VERIFIER',
        ChallengeParameters: {
          USERNAME,
          USER_ID_FOR_SRP: 'ana',
          SALT: 'a1b2c3d4',
          SRP_B: 'b5'.repeat(64),
          SECRET_BLOCK: btoa('secret'),
        },
      })
    },
    RespondToAuthChallenge() {
      const { accessToken, idToken, refreshToken } = makeTokens()
      return Response.json({
        AuthenticationResult: {
          AccessToken: accessToken,
          IdToken: idToken,
          RefreshToken: refreshToken,
        },
      })
    },
    RevokeToken: () => Response.json({}),
  }

  const fetch = vi.fn(async (_: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    if (isOffline) throw new TypeError('Failed to fetch')
    const operation = new Headers(init?.headers).get('X-Amz-Target')?.replace(TARGET, '') ?? ''
    const body = JSON.parse(String(init?.body)) as Record<string, string>
    calls.push(operation)
    requests.push({ operation, body })
    return operations[operation]!(body)
  })

  return {
    fetch,
    calls,
    people,
    /** Everything that was sent, to look for what should never be. */
    wire: () => JSON.stringify(requests),
    addPerson: (email: string, isConfirmed = true) =>
      people.set(email, { password: '', isConfirmed }),
    refuseSignIn: (refusal: Refusal) => (refuseSignIn = refusal),
    goOffline: () => (isOffline = true),
    goOnline: () => (isOffline = false),
  }
}
