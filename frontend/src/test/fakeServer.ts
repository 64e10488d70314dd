import type { Op, PullRequest, PushRequest } from '@/api/sync'
import type { Me, Role, Todo } from '@/api/types'
import { createNetwork } from './server/network'
import { createOps } from './server/ops'
import { createPull } from './server/pull'
import { createWorld, inboxOf, ME, NOW, type Seed } from './server/world'

export { INBOX, makeTodo, ME } from './server/world'

/** The server of docs/sync.md in memory. `as` gives the API of a person, `api` that of `me`. */
export function createFakeServer(seed: Seed = {}) {
  const world = createWorld(seed)
  const { travel, controls } = createNetwork()
  const { apply, push } = createOps(world)
  const pull = createPull(world)
  const { lists, applied, pushes, pulls, room, advance, backUp, restoreBackup } = world

  function meOf(sub: string): Me {
    return { id: sub, displayName: 'Ada', inboxId: inboxOf(sub), createdAt: NOW, updatedAt: NOW }
  }

  function as(sub: string) {
    return {
      push: (request: PushRequest) => {
        const sent = structuredClone(request)
        pushes.push(sent)
        return travel('push', sent.ops.map(({ op }) => op).join(), () => push(sub, sent))
      },
      pull: (request: PullRequest) => {
        const sent = structuredClone(request)
        pulls.push(sent)
        return travel('pull', '', () => pull(sub, sent))
      },
      me: () => travel('me', '', () => meOf(sub)),
    }
  }

  return {
    ...controls,
    api: as(ME),
    as,
    lists,
    applied,
    pushes,
    pulls,
    room,
    advance,
    backUp,
    restoreBackup,
    /** All to-dos that are not gone, by id, in the trash or not. */
    get todos(): Map<string, Todo> {
      const all = [...lists.values()].flatMap(({ todos }) => [...todos.values()])
      return new Map(all.map((todo) => [todo.id, todo]))
    },
    /** What another device, or another person, does. */
    change(listId: string, op: Op, sub = ME): void {
      apply(listId, op, sub)
    },
    share(listId: string, sub: string, role: Role | null, name = ''): void {
      const list = world.listOf(listId)
      list.members.set(sub, { id: sub, role, name, seq: ++list.seq })
    },
  }
}

export type FakeServer = ReturnType<typeof createFakeServer>
