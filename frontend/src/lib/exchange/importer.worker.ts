import { createImporter, type Importer } from './importer'

/** Reading a large file takes seconds: it is done beside the page. */

/** A call of one of the importer's verbs; the answer has the same number. */
export interface Call {
  n: number
  verb: keyof Importer
  args: readonly unknown[]
}

export type Answer = { n: number; result: unknown } | { n: number; failure: string }

const importer = createImporter()

async function answer({ n, verb, args }: Call): Promise<Answer> {
  try {
    const act = importer[verb] as (...args: readonly unknown[]) => unknown
    return { n, result: await act(...args) }
  } catch (error) {
    return { n, failure: String(error) }
  }
}

self.onmessage = async ({ data }: MessageEvent<Call>) => self.postMessage(await answer(data))
