import { defineStore } from 'pinia'
import { readonly, ref } from 'vue'
import { useAuth, type Credentials } from '@/auth'

/** Who is signed in, for the page to show. The tokens stay where they are: in `auth`. */
export const useSessionStore = defineStore('session', () => {
  const { port, session } = useAuth()
  const isSignedIn = ref(session.isLive)
  const email = ref(session.email)

  session.onChange(() => {
    isSignedIn.value = session.isLive
    email.value = session.email
  })

  async function signIn(person: Credentials, options: { keep: boolean }): Promise<void> {
    session.start(await port.signIn(person), options)
  }

  return {
    isSignedIn: readonly(isSignedIn),
    email: readonly(email),
    signIn,
    signOut: session.signOut,
  }
})
