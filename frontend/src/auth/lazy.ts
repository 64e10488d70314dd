import { cognitoAddress, useConfig, type Config } from '@/config'
import type { Cognito } from './cognito'
import { AuthError, authErrorOf } from './errors'
import type { AuthPort } from './port'
import type { Security } from './security'

async function loadCognito(config: Config): Promise<Cognito> {
  const { createCognito } = await import('./cognito')
  return createCognito(config)
}

async function loadSecurity(config: Config): Promise<Security> {
  const { createSecurity } = await import('./security')
  return createSecurity({ endpoint: cognitoAddress(config) })
}

/** Loads once, and again after a failure. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined
  return () =>
    (loading ??= load().catch((error: unknown) => {
      loading = undefined
      throw new AuthError('offline', { cause: error })
    }))
}

/** Gives the verbs of something that comes with the first call. */
function verbsOf<T extends object>(get: () => Promise<T>) {
  return function verb<Name extends keyof T>(name: Name): T[Name] {
    const call = async (input: never) => {
      try {
        return await ((await get())[name] as (input: never) => unknown)(input)
      } catch (error) {
        throw authErrorOf(error)
      }
    }
    return call as T[Name]
  }
}

/** The port, whose weight is fetched when someone is about to sign in, and never before. */
export function createAuthPort(config: Config, load = loadCognito): AuthPort {
  const cognito = once(() => load(config))
  const verb = verbsOf(cognito)
  const secure = verbsOf(once(() => loadSecurity(config)))

  return {
    signUp: verb('signUp'),
    confirmSignUp: verb('confirmSignUp'),
    resendCode: verb('resendCode'),
    signIn: verb('signIn'),
    forgotPassword: verb('forgotPassword'),
    resetPassword: verb('resetPassword'),
    changePassword: secure('changePassword'),
    signOutEverywhere: secure('signOutEverywhere'),
    deleteUser: secure('deleteUser'),
    prepare: () => void cognito().catch(() => {}),
  }
}

let port: AuthPort | undefined

/** The port to the user pool that the stage has. */
export function useAuthPort(): AuthPort {
  return (port ??= createAuthPort(useConfig()))
}
