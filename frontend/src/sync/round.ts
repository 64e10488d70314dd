import { ApiError, type Api } from '@/api'
import type { Refusal } from '@/api/sync'
import { isCreation } from './apply'
import type { Copy } from './copy'
import { requestOf, takeIn } from './pages'
import type { Entry } from './rows'
import { giveUp, markSent, nextBatch, settle, startOver, toSend, type NameOf } from './sending'

export type SyncApi = Pick<Api, 'push' | 'pull' | 'me'>

/** One talk with the server: everything that waits goes there, then everything new comes here. */
export interface RoundOptions {
  copy: Copy
  api: SyncApi
  /** Aborts when the engine is closed. */
  closing: AbortSignal
}

/** An answer that no server of ours would give. Going on with it would never end. */
const stuck = (detail: string) => new ApiError('problem', { status: 500, code: 'internal', detail })

/** The request itself was turned down, ops and all, and will be the next time. */
const isTurnedDown = ({ status }: ApiError) => [400, 403, 409, 413, 422].includes(status)

/** Only our server says so of an op, by these codes. What a proxy says is about who knows what. */
const FINAL = new Set([
  'bad_request',
  'conflict',
  'forbidden',
  'id_taken',
  'in_trash',
  'limit_reached',
  'too_large',
  'validation_failed',
])

const refusalOf = ({ code, detail, errors }: ApiError): Refusal => {
  return { code, title: detail, detail, errors: [...errors] }
}

export function createRound({ copy, api, closing }: RoundOptions): () => Promise<void> {
  const check = () => closing.throwIfAborted()

  const nameOf: NameOf = ({ listId, op }) => {
    const todo = 'id' in op ? copy.view.todos.value.get(op.id) : undefined
    const given = isCreation(op) ? op.fields.title : op.op === 'createList' ? op.name : undefined
    return todo?.title ?? given ?? copy.view.lists.value.get(listId)?.name ?? ''
  }

  /** As they are once nobody may change them any more. */
  async function fixed(batch: readonly Entry[]): Promise<Entry[]> {
    const numbers = new Set(batch.map(({ n }) => n))
    // A number that went out must never be given away again, not even after a power cut.
    if (!batch[0]!.isSent) await copy.run(markSent(batch), { isStrict: true })
    return nextBatch(copy.entries().filter(({ n }) => numbers.has(n)))
  }

  async function pushOne(batch: readonly Entry[]): Promise<void> {
    const { clientId } = copy.meta()!
    const { listId } = batch[0]!
    check()
    const answer = await api.push({ clientId, listId, ops: toSend(batch) }, closing)
    check()
    if (answer.results[0]?.n !== batch[0]!.n) throw stuck('Nothing was consumed')
    await copy.run(settle(clientId, answer, nameOf))
  }

  /** Says how many ops to send at once from here on. */
  async function recover(error: unknown, batch: readonly Entry[]): Promise<number | undefined> {
    check()
    if (!(error instanceof ApiError)) throw error
    const [first] = batch
    if (error.code === 'gap' && first!.n > 1) {
      await copy.run(startOver(copy.meta()!.clientId, error.last))
      return undefined
    }
    if (!isTurnedDown(error)) throw error
    // One by one, to find the one that is in the way.
    if (batch.length > 1) return 1
    if (!FINAL.has(error.code)) throw error
    await copy.run(giveUp(first!, refusalOf(error), nameOf))
    return 1
  }

  async function push(): Promise<void> {
    let maxOps: number | undefined
    for (;;) {
      check()
      const next = nextBatch(copy.entries(), maxOps)
      if (!next.length) return
      const batch = await fixed(next)
      if (batch.length) {
        await pushOne(batch).catch(async (error) => (maxOps = await recover(error, batch)))
      }
    }
  }

  async function pull(): Promise<void> {
    for (let isMore = true; isMore;) {
      check()
      const request = requestOf(copy.meta()!, copy.view.rows().values())
      const answer = await api.pull(request, closing)
      check()
      const isEmpty = !answer.lists.length && !answer.purge.length && !answer.reset
      if (answer.more && isEmpty) throw stuck('A page without anything on it')
      isMore = await copy.takeIn(takeIn(request, answer))
    }
  }

  /** Asks at once what became of the ops whose answer the pull came before. */
  async function hearCovered(): Promise<void> {
    if (!copy.entries().some(({ isCovered }) => isCovered)) return
    await push()
    await pull()
  }

  async function fetchMe(): Promise<void> {
    await api.me(closing).then((me) => copy.setMe(me))
  }

  let hasMe = false

  /** What the device does not take keeps nothing from being sent that it has. Gives the reason. */
  const tryFlush = () =>
    copy.flush().then(
      () => null,
      (error: unknown) => ({ error }),
    )

  return async function round(): Promise<void> {
    check()
    await tryFlush()
    await copy.catchUp()
    // Should the device have been lost just now, what waited there is to be written again.
    const failed = await tryFlush()
    await push()
    await pull()
    await hearCovered()
    if (failed) throw failed.error
    if (hasMe) return
    hasMe = true
    // The name of the person is worth no failure.
    void fetchMe().catch(() => (hasMe = false))
  }
}
