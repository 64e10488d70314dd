import { ApiError } from '@/api'

/** What can happen to a call on its way to the server, and to the answer on its way back. */

export type Verb = 'push' | 'pull' | 'me'

interface Delay {
  verb: Verb
  until: Promise<void>
}

/** The first one for this verb, which then is no more. */
function takeFor<T extends { verb: Verb }>(waiting: T[], verb: Verb): T | undefined {
  const index = waiting.findIndex((one) => one.verb === verb)
  return index < 0 ? undefined : waiting.splice(index, 1)[0]
}

export function createNetwork() {
  /** What was asked, such as `push tick,order` and `pull`. */
  const calls: string[] = []
  const failures: { verb: Verb; error: ApiError }[] = []
  const lost: { verb: Verb }[] = []
  const delays = { call: [] as Delay[], answer: [] as Delay[] }
  const opened = new Set<() => void>()
  let isOffline = false
  let gate: Promise<void> | undefined
  let answerGate: Promise<void> | undefined

  function closed(): [until: Promise<void>, open: () => void] {
    let open = () => {}
    const until = new Promise<void>((resolve) => (open = resolve))
    opened.add(open)
    return [until, open]
  }

  function delay(what: keyof typeof delays, verb: Verb): () => void {
    const [until, open] = closed()
    delays[what].push({ verb, until })
    return open
  }

  async function travel<T>(verb: Verb, about: string, serve: () => T): Promise<T> {
    calls.push(about ? `${verb} ${about}` : verb)
    await gate
    await takeFor(delays.call, verb)?.until
    if (isOffline) throw new ApiError('offline', {})
    const failure = takeFor(failures, verb)
    if (failure) throw failure.error
    const answer = structuredClone(serve())
    const delayed = takeFor(delays.answer, verb)
    await (delayed ? delayed.until : answerGate)
    if (takeFor(lost, verb)) throw new ApiError('offline', {})
    return answer
  }

  let release = () => {}

  return {
    travel,
    controls: {
      calls,
      /** The next call of this verb fails before it is looked at; call it again for the one after. */
      fail(verb: Verb, error = new ApiError('problem', { status: 500, code: 'internal' })): void {
        failures.push({ verb, error })
      },
      /** The next call of this verb is served, and its answer is lost. */
      loseAnswer: (verb: Verb) => void lost.push({ verb }),
      /** Keeps all calls waiting before they are served, until `release`. */
      hold(): void {
        ;[gate, release] = closed()
      },
      release(): void {
        gate = undefined
        release()
      },
      /** Serves calls, but keeps their answers back until the function that it returns is called. */
      holdAnswers(): () => void {
        const [until, open] = closed()
        answerGate = until
        return () => {
          answerGate = undefined
          open()
        }
      },
      /** The next call of this verb waits before it is served until the function is called. */
      delayCall: (verb: Verb) => delay('call', verb),
      /** The next call of this verb is served at once, and its answer waits. */
      delayAnswer: (verb: Verb) => delay('answer', verb),
      goOffline: () => void (isOffline = true),
      goOnline: () => void (isOffline = false),
      /** Nothing is in the way any more, nor will be. */
      heal(): void {
        isOffline = false
        gate = answerGate = undefined
        for (const planned of [failures, lost, delays.call, delays.answer]) planned.length = 0
        for (const open of opened) open()
      },
    },
  }
}
