import { computed, ref, shallowRef } from 'vue'
import { ApiError } from '@/api'
import type { Choices } from '@/api/account'
import { t } from '@/i18n/rest'
import { belongTo } from '@/lib/preferences'
import { useAccount, wipeCopy } from './useAccount'
import { describeFailure } from './useAttempt'
import { useDeletionNote } from './useDeletionNote'
import { useErasing } from './useErasing'
import { useSecurity } from './useSecurity'

/**
 * `asked`: it was begun elsewhere, or long ago, and the person is asked whether to go on here.
 * `choice`: a list needs one. `refused`: by the server. `user`: only the user of the pool is left.
 */
type Stop = 'asked' | 'choice' | 'refused' | 'user'
const LISTS = 'lists.'

export const lacksChoice = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.code === 'choice_needed'

/** The lists that need a choice, or another one. */
export const listsIn = ({ errors }: ApiError): string[] =>
  errors.map(({ field }) => field.slice(LISTS.length))

/** Brings a deletion that has begun to its end: what is on the server, here, and the user of the pool. */
export function useDeletion() {
  const { note, isWanted, keep, drop } = useDeletionNote()
  const { state, askUntilDone, hurry } = useErasing()
  const { deleteUser } = useSecurity()
  const { leave } = useAccount()
  /** Why it does not go on by itself. */
  const stop = ref<Stop | null>(null)
  const failure = ref('')
  const lacking = shallowRef<readonly string[]>([])
  const phase = computed(() => stop.value ?? (state.value === 'still' ? 'working' : state.value))

  function refuse(error: unknown): void {
    stop.value = lacksChoice(error) ? 'choice' : 'refused'
    if (lacksChoice(error)) lacking.value = listsIn(error)
    else failure.value = describeFailure(error, t.deletion.reason)
  }

  /** What is on this device goes first: the way to Cognito may be longer. */
  async function finish(): Promise<void> {
    stop.value = null
    await wipeCopy()
    try {
      await deleteUser()
    } catch (error) {
      stop.value = 'user'
      failure.value = (error as Error).message
      return
    }
    drop()
    belongTo('') // Nobody comes back for what is kept for who comes back.
    await leave('deleted')
  }

  async function goOn(choices: Choices = {}): Promise<void> {
    stop.value = null
    const lists = { ...note.value?.lists, ...choices }
    keep(lists, true)
    try {
      await askUntilDone(lists)
    } catch (error) {
      return refuse(error)
    }
    await finish()
  }

  function start(): void {
    if (isWanted()) void goOn()
    else stop.value = 'asked'
  }

  /** Whoever comes back is asked. */
  async function signOut(): Promise<void> {
    await leave().finally(drop)
  }

  return { phase, failure, lacking, start, goOn, finish, hurry, signOut }
}
