/// <reference types="vite/client" />

/** Some sections of a language: see scripts/messages.ts. */
declare module '*.ts?first' {
  export const messages: Pick<
    typeof import('@/i18n/languages/en').messages,
    (typeof import('@/i18n/first').FIRST)[number]
  >
}
declare module '*.ts?rest' {
  export const messages: Omit<
    typeof import('@/i18n/languages/en').messages,
    (typeof import('@/i18n/first').FIRST)[number]
  >
}
