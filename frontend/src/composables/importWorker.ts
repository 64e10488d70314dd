import type { Importer } from '@/lib/exchange/importer'
import type { Answer, Call } from '@/lib/exchange/importer.worker'
import address from '@/lib/exchange/importer.worker?worker&url'
import { trustedScript } from '@/lib/trusted'

/** The same verbs, answered a moment later. */
type Remote<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R
    ? (...args: A) => Promise<Awaited<R>>
    : never
}

export interface ImportWorker extends Remote<Importer> {
  close(): void
}

interface Waiting {
  resolve(result: unknown): void
  reject(error: Error): void
}

const lost = () => new Error('The worker is gone')

let trusted: string | undefined

/** An importer beside the page, for one file after the other. */
export function openImportWorker(): ImportWorker {
  trusted ??= trustedScript('doable-import', address)
  const worker = new Worker(trusted, { type: 'module' })
  const waiting = new Map<number, Waiting>()
  let [last, isGone] = [0, false]

  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    const one = waiting.get(data.n)
    waiting.delete(data.n)
    if ('failure' in data) one?.reject(new Error(data.failure))
    else one?.resolve(data.result)
  }
  function giveUp(): void {
    isGone = true
    waiting.forEach(({ reject }) => reject(lost()))
    waiting.clear()
  }
  // It did not start, or had no memory left.
  worker.onerror = giveUp

  const ask = (verb: Call['verb'], args: readonly unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      if (isGone) return reject(lost())
      const call: Call = { n: ++last, verb, args }
      waiting.set(call.n, { resolve, reject })
      worker.postMessage(call)
    })

  return {
    read: (...args) => ask('read', args) as ReturnType<ImportWorker['read']>,
    prepare: (...args) => ask('prepare', args) as ReturnType<ImportWorker['prepare']>,
    take: (...args) => ask('take', args) as ReturnType<ImportWorker['take']>,
    close: () => (worker.terminate(), giveUp()),
  }
}
