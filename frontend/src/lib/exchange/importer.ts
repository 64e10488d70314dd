import { hasNoRoom, toOps } from './ops'
import { isProblem, read } from './read'
import { cutAt } from './texts'
import type {
  Batch,
  ImportContext,
  ImportFile,
  Loss,
  LossCode,
  NoRoom,
  Plan,
  Present,
  Preview,
  PreviewList,
  Problem,
  Work,
} from './types'

/** As much of what is lost as one looks at. */
const MAX_SHOWN = 200

/** One file on its way in: what it has, what is to be made of it, and that bit by bit. */
export interface Importer {
  read(file: ImportFile, context: ImportContext): Problem | null
  /** What `take` will give, by what is there now. */
  prepare(account: Present, gone: readonly string[]): Promise<Preview | NoRoom>
  /** The next batches with so many ops together, but one at least; none at the end. */
  take(max: number): Batch[]
}

/** Ops of one list may come in several batches. */
function listsOf(batches: readonly Batch[]): PreviewList[] {
  const lists = new Map<string, PreviewList>()
  for (const { listId, ops } of batches) {
    const list = lists.get(listId) ?? { id: listId, count: 0 }
    for (const op of ops) {
      if (op.op === 'createList') list.name = op.name
      else if (op.op === 'create') list.count++
    }
    lists.set(listId, list)
  }
  return [...lists.values()]
}

function groupsOf(all: readonly Loss[]): Preview['losses'] {
  const groups = new Map<LossCode, Loss[]>()
  for (const { code, where, text } of all) {
    const loss = { code, where, text: cutAt(text, MAX_SHOWN)[0] }
    const known = groups.get(code)
    if (known) known.push(loss)
    else groups.set(code, [loss])
  }
  return [...groups].map(([code, losses]) => ({ code, losses }))
}

function previewOf({ source, losses }: Plan, work: Work): Preview {
  const { batches, created, there, inTrash } = work
  const ops = batches.reduce((sum, batch) => sum + batch.ops.length, 0)
  const lists = listsOf(batches)
  const groups = groupsOf([...losses, ...work.losses])
  return { source, lists, created, there, inTrash, ops, losses: groups }
}

export function createImporter(): Importer {
  let plan: Plan | undefined
  let left: Batch[] = []
  let asked = 0

  return {
    read(file, context) {
      const result = read(file, context)
      if (isProblem(result)) return result
      plan = result
      return null
    },

    async prepare(account, gone) {
      if (!plan) throw new Error('read() comes first')
      const own = ++asked
      const work = await toOps(plan, account, gone)
      if (hasNoRoom(work)) return work
      // Who asked again meanwhile takes from what comes of that.
      if (own === asked) left = work.batches
      return previewOf(plan, work)
    },

    take(max) {
      let room = max
      const end = left.findIndex(({ ops }, place) => (room -= ops.length) < 0 && place > 0)
      return left.splice(0, end < 0 ? left.length : end)
    },
  }
}
