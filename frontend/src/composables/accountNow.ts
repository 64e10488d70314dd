import { useSession } from '@/auth'
import type { Account, Present } from '@/lib/exchange'
import { useSync } from '@/sync'

/** All that the person has, as this device knows it. */
export function accountNow(): Account {
  const { inboxId, lists, todos } = useSync()
  const own = [...lists.value.values()].map(({ id, name, colour, archived, role, members }) => ({
    ...{ id, name, colour, archived, role },
    members: members.map((member) => member.id),
  }))
  const sub = useSession().sub ?? ''
  return { sub, inboxId: inboxId.value ?? '', lists: own, todos: [...todos.value.values()] }
}

/** What an import looks into. */
export function presentNow(): Present {
  const { todos, ...account } = accountNow()
  const present = [...todos].map(({ id, listId, order, parentId, deletedAt }) => {
    return { id, listId, order, parentId, deletedAt }
  })
  return { ...account, todos: present }
}
