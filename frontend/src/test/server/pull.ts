import type { ListChanges, PullAnswer, PullRequest } from '@/api/sync'
import { inboxOf, type ServedList, type World } from './world'

/** What the server in memory tells of what changed. */

const DAY = 24 * 60 * 60 * 1000

/** All items of a list with a number after `cursor`, in the order of their numbers. */
function changesOf(list: ServedList, cursor: number) {
  const items = [
    { seq: list.info.seq, add: (to: ListChanges) => void (to.info = list.info) },
    ...[...list.todos.values()].map((todo) => ({
      seq: todo.seq,
      add: (to: ListChanges) => void to.todos.push(todo),
    })),
    ...[...list.gone.values()].map((gone) => ({
      seq: gone.seq,
      add: (to: ListChanges) => void to.gone.push(gone),
    })),
    ...[...list.members.values()].map((member) => ({
      seq: member.seq,
      add: (to: ListChanges) => void to.members.push(member),
    })),
  ]
  return items.filter(({ seq }) => seq > cursor).sort((a, b) => a.seq - b.seq)
}

export function createPull({ lists, room, welcome, clientOf, roleIn, ...world }: World) {
  function resetOf({ epoch, syncedAt }: PullRequest): PullAnswer['reset'] {
    if (epoch && epoch !== world.epoch()) return 'restored'
    return syncedAt && Date.parse(syncedAt) < world.clock() - 60 * DAY ? 'away' : null
  }

  function pageOf(list: ServedList, sub: string, items: ReturnType<typeof changesOf>): ListChanges {
    const { id } = list
    const blank = { todos: [], gone: [], members: [] }
    const changes = { id, role: roleIn(id, sub)!, cursor: items.at(-1)!.seq, ...blank }
    for (const { add } of items) add(changes)
    return changes
  }

  /** A list whose 30 days in the trash are over is left out for who does not hold it. */
  function isOver({ id, info }: ServedList, { cursors }: PullRequest): boolean {
    const { deletedAt } = info
    return !cursors[id] && !!deletedAt && Date.parse(deletedAt) < world.clock() - 30 * DAY
  }

  return function pull(sub: string, request: PullRequest): PullAnswer {
    welcome(sub)
    const { last } = clientOf(sub, request.clientId)
    const answer: PullAnswer = {
      epoch: world.epoch(),
      syncedAt: world.now(),
      reset: resetOf(request),
      inboxId: inboxOf(sub),
      lists: [],
      purge: [],
      more: false,
      last,
    }
    if (answer.reset) return answer
    const own = [...lists.values()].filter(({ id }) => roleIn(id, sub))
    answer.purge = Object.keys(request.cursors).filter((id) => !own.some((list) => list.id === id))
    let left = room.items
    for (const list of own) {
      if (isOver(list, request)) continue
      const items = changesOf(list, request.cursors[list.id] ?? 0)
      const page = items.slice(0, left)
      if (page.length < items.length) answer.more = true
      if (page.length) answer.lists.push(pageOf(list, sub, page))
      left -= page.length
    }
    return answer.more ? { ...answer, last: null } : answer
  }
}
