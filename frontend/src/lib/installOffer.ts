import { shallowRef } from 'vue'

/** Chromium's own; TypeScript's lib does not know it. */
export interface InstallOffer extends Event {
  prompt(): Promise<void>
  readonly userChoice: Promise<{ outcome: 'accepted' | 'dismissed' }>
}

export const installOffer = shallowRef<InstallOffer | null>(null)

/** It comes once, and early: it is kept for useInstall, which does not. */
export function keepInstallOffer(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    installOffer.value = event as InstallOffer
  })
}
