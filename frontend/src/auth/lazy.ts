import { useConfig, type Config } from '@/config'
import type { Cognito } from './cognito'
import { AuthError, authErrorOf } from './errors'
import type { AuthPort } from './port'

async function loadCognito(config: Config): Promise<Cognito> {
  const { createCognito } = await import('./cognito')
  return createCognito(config)
}

/** The port, whose weight is fetched when someone is about to sign in, and never before. */
export function createAuthPort(config: Config, load = loadCognito): AuthPort {
  let loading: Promise<Cognito> | undefined

  function cognito(): Promise<Cognito> {
    loading ??= load(config).catch((error: unknown) => {
      loading = undefined
      throw new AuthError('offline', { cause: error })
    })
    return loading
  }

  function verb<Name extends keyof Cognito>(name: Name): Cognito[Name] {
    const call = async (input: never) => {
      try {
        return await ((await cognito())[name] as (input: never) => unknown)(input)
      } catch (error) {
        throw authErrorOf(error)
      }
    }
    return call as Cognito[Name]
  }

  return {
    signUp: verb('signUp'),
    confirmSignUp: verb('confirmSignUp'),
    resendCode: verb('resendCode'),
    signIn: verb('signIn'),
    forgotPassword: verb('forgotPassword'),
    resetPassword: verb('resetPassword'),
    prepare: () => void cognito().catch(() => {}),
  }
}

let port: AuthPort | undefined

/** The port to the user pool that the stage has. */
export function useAuthPort(): AuthPort {
  return (port ??= createAuthPort(useConfig()))
}
