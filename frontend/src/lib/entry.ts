import { t } from '@/i18n/rest'

/** What the sign-in forms ask of their fields. A rule gives the sentence to show, or ''. */
export type Rule = (value: string) => string

export const MIN_PASSWORD = 10

export const emailRule: Rule = (value) => {
  if (!value.trim()) return t.entry.emailMissing
  return /^\S+@\S+\.\S+$/.test(value.trim()) ? '' : t.entry.emailWrong
}

export const currentPasswordRule: Rule = (value) => (value ? '' : t.entry.passwordMissing)

export const newPasswordRule: Rule = (value) => {
  if (value.length < MIN_PASSWORD) return t.entry.passwordShort(MIN_PASSWORD)
  // Cognito's rule.
  return value.trim() === value ? '' : t.entry.passwordSpaces
}

export const codeRule: Rule = (value) => (/^\d{6}$/.test(digitsOf(value)) ? '' : t.entry.codeWrong)

/** "123 456", as people copy it. */
export const digitsOf = (value: string) => value.replace(/[\s-]/g, '')
