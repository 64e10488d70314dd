import { t } from '@/i18n/rest'

export type AuthErrorCode =
  | 'already_confirmed'
  | 'bad_email'
  | 'expired_code'
  | 'not_confirmed'
  | 'offline'
  | 'reset_required'
  | 'signed_out'
  | 'too_many'
  | 'unknown'
  | 'unsupported'
  | 'user_exists'
  | 'weak_password'
  | 'wrong_code'
  | 'wrong_credentials'
  | 'wrong_password'

export type AuthField = 'email' | 'password' | 'code' | 'current'

/** Where to show it, when the form at hand has that field. */
const FIELDS: Partial<Record<AuthErrorCode, AuthField>> = {
  bad_email: 'email',
  expired_code: 'code',
  user_exists: 'email',
  weak_password: 'password',
  wrong_code: 'code',
  wrong_credentials: 'password',
  wrong_password: 'current',
}

export class AuthError extends Error {
  override readonly name = 'AuthError'
  readonly code: AuthErrorCode

  constructor(code: AuthErrorCode, options?: ErrorOptions) {
    super(t.refused[code], options)
    this.code = code
  }

  get field(): AuthField | undefined {
    return FIELDS[this.code]
  }
}

const CODES: Record<string, AuthErrorCode> = {
  AliasExistsException: 'user_exists',
  CodeMismatchException: 'wrong_code',
  ExpiredCodeException: 'expired_code',
  InvalidPasswordException: 'weak_password',
  LimitExceededException: 'too_many',
  NetworkError: 'offline',
  PasswordHistoryPolicyViolationException: 'weak_password',
  PasswordResetRequiredException: 'reset_required',
  TimeoutError: 'offline',
  TooManyFailedAttemptsException: 'too_many',
  TooManyRequestsException: 'too_many',
  TypeError: 'offline',
  UserNotConfirmedException: 'not_confirmed',
  UserNotFoundException: 'wrong_credentials',
  UsernameExistsException: 'user_exists',
}

/** Cognito has one name for several refusals; only its sentence tells them apart. */
function codeBySentence(name: string, message: string): AuthErrorCode {
  if (/attempts exceeded/i.test(message)) return 'too_many'
  if (/already confirmed|current status is confirmed/i.test(message)) return 'already_confirmed'
  if (name === 'NotAuthorizedException') return 'wrong_credentials'
  if (name !== 'InvalidParameterException') return 'unknown'
  if (/no registered\/verified/i.test(message)) return 'not_confirmed'
  if (/password/i.test(message)) return 'weak_password'
  return /e-?mail|username/i.test(message) ? 'bad_email' : 'unknown'
}

export function authErrorOf(error: unknown): AuthError {
  if (error instanceof AuthError) return error
  const { name = '', message = '' } = (error ?? {}) as Partial<Error>
  return new AuthError(CODES[name] ?? codeBySentence(name, message), { cause: error })
}
