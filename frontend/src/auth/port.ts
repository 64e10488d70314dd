export interface Tokens {
  accessToken: string
  idToken: string
  refreshToken: string
}

export interface Credentials {
  email: string
  password: string
}

/** What a person can ask of Cognito. Every verb rejects with an AuthError. */
export interface AuthPort {
  signUp(person: Credentials): Promise<void>
  confirmSignUp(sent: { email: string; code: string }): Promise<void>
  resendCode(to: { email: string }): Promise<void>
  signIn(person: Credentials): Promise<Tokens>
  forgotPassword(of: { email: string }): Promise<void>
  resetPassword(sent: Credentials & { code: string }): Promise<void>
  /** These take the access token of a session. */
  changePassword(sent: { accessToken: string; current: string; password: string }): Promise<void>
  /** No refresh token of the person is worth anything then; access tokens end by themselves. */
  signOutEverywhere(sent: { accessToken: string }): Promise<void>
  /** For good. One who is not there any more is what was wanted. */
  deleteUser(sent: { accessToken: string }): Promise<void>
  /** Starts to load what the other verbs need, so that they need not wait for it. */
  prepare(): void
}
