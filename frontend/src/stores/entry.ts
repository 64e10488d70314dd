import { defineStore } from 'pinia'
import { ref } from 'vue'

/**
 * What travels between the screens before the session: never in the URL, never stored. The
 * password is here only so that confirming an address can sign in at once.
 */
export const useEntryStore = defineStore('entry', () => {
  const email = ref('')
  const password = ref('')
  const keep = ref(false)
  /** What the next screen should say first. */
  const notice = ref('')

  function takeNotice(): string {
    const text = notice.value
    notice.value = ''
    return text
  }

  function forgetPassword(): void {
    password.value = ''
  }

  return { email, password, keep, notice, takeNotice, forgetPassword }
})
