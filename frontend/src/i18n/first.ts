/**
 * The sections of a language that the first look needs. The others come with the chunks that speak
 * them: those import `t` from '@/i18n/rest'.
 */
export const FIRST = [
  'common',
  'count',
  'nav',
  'lists',
  'rows',
  'filter',
  'row',
  'priority',
  'dates',
  'plan',
  'account',
  'sync',
  'errors',
] as const
