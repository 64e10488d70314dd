import {
  confirmResetPassword,
  confirmSignUp,
  resendSignUpCode,
  resetPassword,
  signIn,
  signUp,
} from '@aws-amplify/auth'
import { cognitoUserPoolsTokenProvider } from '@aws-amplify/auth/cognito'
import { Amplify, ConsoleLogger } from '@aws-amplify/core'
import type { Config } from '@/config'
import { AuthError, type AuthErrorCode } from './errors'
import type { AuthPort, Credentials, Tokens } from './port'
import type { Security } from './security'

/** What the lazy wrapper turns into an AuthPort: errors come as Amplify throws them. */
export type Cognito = Omit<AuthPort, 'prepare' | keyof Security>

function memoryStorage() {
  const items = new Map<string, string>()
  return {
    getItem: async (key: string) => items.get(key) ?? null,
    setItem: async (key: string, value: string) => void items.set(key, value),
    removeItem: async (key: string) => void items.delete(key),
    clear: async () => items.clear(),
  }
}

const REFUSED_STEPS: Record<string, AuthErrorCode> = {
  CONFIRM_SIGN_UP: 'not_confirmed',
  RESET_PASSWORD: 'reset_required',
}

function configure(config: Config, storage: ReturnType<typeof memoryStorage>): void {
  const Auth = {
    Cognito: {
      userPoolId: config.userPoolId,
      userPoolClientId: config.userPoolClientId,
      ...(config.cognitoEndpoint && { userPoolEndpoint: config.cognitoEndpoint }),
    },
  }
  // It warns of every endpoint that is not AWS's.
  ConsoleLogger.LOG_LEVEL = 'ERROR'
  cognitoUserPoolsTokenProvider.setKeyValueStorage(storage)
  cognitoUserPoolsTokenProvider.setAuthConfig(Auth)
  Amplify.configure({ Auth }, { Auth: { tokenProvider: cognitoUserPoolsTokenProvider } })
}

/**
 * Sign-up, and sign-in by SRP: the password never leaves the browser. Amplify only gets the
 * tokens; they are taken out of its hands at once, because the session here keeps and renews them.
 */
export function createCognito(config: Config): Cognito {
  const storage = memoryStorage()
  configure(config, storage)

  async function takeTokens(): Promise<Tokens> {
    const tokens = await cognitoUserPoolsTokenProvider.authTokenStore.loadTokens()
    await storage.clear()
    if (!tokens?.idToken || !tokens.refreshToken) throw new AuthError('unknown')
    return {
      accessToken: tokens.accessToken.toString(),
      idToken: tokens.idToken.toString(),
      refreshToken: tokens.refreshToken,
    }
  }

  async function signInBySrp({ email, password }: Credentials): Promise<Tokens> {
    // A sign-in that broke off half-way would make Amplify refuse the next one.
    await storage.clear()
    const options = { authFlowType: 'USER_SRP_AUTH' as const }
    const { nextStep } = await signIn({ username: email, password, options })
    const step = nextStep.signInStep
    if (step !== 'DONE') throw new AuthError(REFUSED_STEPS[step] ?? 'unsupported')
    return takeTokens()
  }

  return {
    signIn: signInBySrp,
    async signUp({ email, password }) {
      await signUp({ username: email, password, options: { userAttributes: { email } } })
    },
    async confirmSignUp({ email, code }) {
      await confirmSignUp({ username: email, confirmationCode: code })
    },
    async resendCode({ email }) {
      await resendSignUpCode({ username: email })
    },
    async forgotPassword({ email }) {
      await resetPassword({ username: email })
    },
    async resetPassword({ email, code, password }) {
      await confirmResetPassword({
        username: email,
        confirmationCode: code,
        newPassword: password,
      })
    },
  }
}
