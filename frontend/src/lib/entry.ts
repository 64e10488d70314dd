/** What the sign-in forms ask of their fields. A rule gives the sentence to show, or ''. */
export type Rule = (value: string) => string

export const MIN_PASSWORD = 10

export const emailRule: Rule = (value) => {
  if (!value.trim()) return 'Please enter your e-mail address.'
  return /^\S+@\S+\.\S+$/.test(value.trim()) ? '' : 'This does not look like an e-mail address.'
}

export const currentPasswordRule: Rule = (value) => (value ? '' : 'Please enter your password.')

export const newPasswordRule: Rule = (value) => {
  if (value.length < MIN_PASSWORD) return `Please use at least ${MIN_PASSWORD} characters.`
  // Cognito's rule.
  return value.trim() === value ? '' : 'A password cannot begin or end with a space.'
}

export const codeRule: Rule = (value) =>
  /^\d{6}$/.test(digitsOf(value)) ? '' : 'The code has 6 digits.'

/** "123 456", as people copy it. */
export const digitsOf = (value: string) => value.replace(/[\s-]/g, '')
