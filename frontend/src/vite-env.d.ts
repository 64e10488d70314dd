/// <reference types="vite/client" />

/** Some sections of a language: see scripts/messages.ts. */
declare module '*.ts?first' {
  import type { FIRST } from '@/i18n/first'
  import type * as English from '@/i18n/languages/en'
  export const messages: Pick<typeof English.messages, (typeof FIRST)[number]>
}
declare module '*.ts?rest' {
  import type { FIRST } from '@/i18n/first'
  import type * as English from '@/i18n/languages/en'
  export const messages: Omit<typeof English.messages, (typeof FIRST)[number]>
}
