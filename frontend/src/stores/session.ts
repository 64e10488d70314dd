import { defineStore } from 'pinia'
import { readonly, ref } from 'vue'
import { useSession, type Tokens } from '@/auth'

/** Who is signed in, for the page to show. The tokens stay where they are: in `auth`. */
export const useSessionStore = defineStore('session', () => {
  const session = useSession()
  const isSignedIn = ref(session.isLive)
  const email = ref(session.email)

  session.onChange(() => {
    isSignedIn.value = session.isLive
    email.value = session.email
  })

  return {
    isSignedIn: readonly(isSignedIn),
    email: readonly(email),
    start: (tokens: Tokens, options: { keep: boolean }) => session.start(tokens, options),
    expire: session.expire,
    signOut: session.signOut,
  }
})
