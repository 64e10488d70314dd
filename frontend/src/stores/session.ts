import { defineStore } from 'pinia'
import { readonly, ref } from 'vue'
import { useAuth, type Credentials } from '@/auth'

/** Who is signed in, for the page to show. The tokens stay where they are: in `auth`. */
export const useSessionStore = defineStore('session', () => {
  const { port, session } = useAuth()
  const isSignedIn = ref(session.isLive)
  const email = ref(session.email)
  const restored = session.restore()

  session.onChange(() => {
    isSignedIn.value = session.isLive
    email.value = session.email
  })

  async function signIn(person: Credentials, options: { keep: boolean }): Promise<void> {
    session.start(await port.signIn(person), options)
  }

  return {
    isSignedIn: readonly(isSignedIn),
    /** Null until the first tokens are here. */
    email: readonly(email),
    /** A stored session may still turn out to be over: wait for this before you decide. */
    whenRestored: () => restored,
    signIn,
    signOut: session.signOut,
  }
})
