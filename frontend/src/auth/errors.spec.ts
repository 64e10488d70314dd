import { expect, it } from 'vitest'
import { AuthError, authErrorOf, type AuthErrorCode } from './errors'

const named = (name: string, message = '') => Object.assign(new Error(message), { name })

it.each<[AuthErrorCode, string, string?]>([
  [
    'already_confirmed',
    'NotAuthorizedException',
    'User cannot be confirmed. Current status is CONFIRMED',
  ],
  ['already_confirmed', 'InvalidParameterException', 'User is already confirmed.'],
  ['bad_email', 'InvalidParameterException', 'Username should be an email.'],
  ['bad_email', 'InvalidParameterException', 'Invalid email address format.'],
  ['expired_code', 'ExpiredCodeException'],
  ['not_confirmed', 'UserNotConfirmedException'],
  [
    'not_confirmed',
    'InvalidParameterException',
    'Cannot reset password for the user as there is no registered/verified email or phone_number',
  ],
  ['offline', 'NetworkError', 'A network error has occurred.'],
  ['offline', 'TypeError', 'Failed to fetch'],
  ['reset_required', 'PasswordResetRequiredException'],
  ['too_many', 'LimitExceededException', 'Attempt limit exceeded, please try after some time.'],
  ['too_many', 'NotAuthorizedException', 'Password attempts exceeded'],
  ['too_many', 'TooManyRequestsException'],
  ['unknown', 'InternalErrorException'],
  ['unknown', 'InvalidParameterException', '2 validation errors detected'],
  ['user_exists', 'UsernameExistsException'],
  ['weak_password', 'InvalidPasswordException'],
  [
    'weak_password',
    'InvalidParameterException',
    "Value at 'password' failed to satisfy constraint",
  ],
  ['wrong_code', 'CodeMismatchException'],
  ['wrong_credentials', 'NotAuthorizedException', 'Incorrect username or password.'],
  ['wrong_credentials', 'UserNotFoundException', 'User does not exist.'],
])('says %s for %s %s', (code, name, message) => {
  const error = authErrorOf(named(name, message))
  expect(error.code).toBe(code)
  expect(error.message).toMatch(/^[A-Z].*[.?]$/)
  expect(error.message).not.toContain('Exception')
})

it('leaves its own errors as they are, and survives what is no error', () => {
  const own = new AuthError('offline')
  expect(authErrorOf(own)).toBe(own)
  expect(authErrorOf(undefined).code).toBe('unknown')
})
