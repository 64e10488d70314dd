import { whilePending } from '@/stores/pending'
import type * as Module from './todoActions'
import type { TodoActions } from './todoActions'

type Verb = keyof TodoActions
/** The same verbs; what they give back comes when they are there. */
type Front = { [V in Verb]: (...args: Parameters<TodoActions[V]>) => void }

let module: typeof Module | undefined
let loading: Promise<typeof Module> | undefined

/** One promise for all who wait, so that what they want is done in their order. */
export function loadTodoActions(): Promise<typeof Module> {
  loading ??= import('./todoActions').then((loaded) => (module = loaded))
  loading.catch(() => (loading = undefined)) // The next one tries again.
  return loading
}

function act(verb: Verb, args: unknown[], { createTodoActions }: typeof Module): void {
  const run = createTodoActions()[verb] as (...args: unknown[]) => unknown
  void run(...args)
}

/**
 * The changes a person makes to to-dos. The page is painted without them and has them a moment
 * later; who is faster than that waits for that moment.
 */
export function useTodoActions(): Front {
  function later(verb: Verb, args: unknown[]): void {
    void whilePending(loadTodoActions().then((it) => act(verb, args, it)))
  }
  return new Proxy({} as Front, {
    get:
      (_, verb: Verb) =>
      (...args: unknown[]) =>
        module ? act(verb, args, module) : later(verb, args),
  })
}
