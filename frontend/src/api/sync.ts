/** What goes over the wire to keep copies equal: docs/sync.md, and /api/openapi.json. */
import type { FieldError, ListColour, ListPatch, Role, Todo, TodoFields } from './types'

export type TodoValues = Omit<TodoFields, 'done' | 'order' | 'tags'>
/** The texts that a change was made to, by whose loss a conflict is known. */
export type Texts = Partial<Pick<TodoFields, 'title' | 'notes'>>

/** Makes the next one of a repeating to-do: `id` is derived from that of the completed one. */
export interface FollowOp {
  op: 'follow'
  id: string
  after: string
  fields: { title: string } & Partial<TodoFields>
}

/** When what is imported was made, done and put into the trash where it comes from, in UTC. */
export interface Stamps {
  createdAt?: string
  doneAt?: string
  deletedAt?: string
}

export interface CreateOp {
  op: 'create'
  id: string
  fields: { title: string } & Partial<TodoFields>
  stamps?: Stamps
}

export type TodoOp =
  | CreateOp
  | {
      op: 'patch'
      id: string
      fields?: Partial<TodoValues>
      addTags?: string[]
      removeTags?: string[]
      was?: Texts
    }
  | { op: 'tick'; id: string; done: boolean }
  | { op: 'order'; id: string; order: string }
  | { op: 'move'; id: string; to: string; order: string; parentId?: string | null }
  | { op: 'trash' | 'restore' | 'purge'; id: string }
  | FollowOp

export type ListOp =
  | { op: 'createList'; name: string; colour: ListColour }
  | { op: 'patchList'; fields: ListPatch }
  | { op: 'trashList' | 'restoreList' }
  | { op: 'setRole'; member: string; role: Role }
  | { op: 'removeMember'; member: string }

export type Op = TodoOp | ListOp
export type NumberedOp = { n: number } & Op

export interface PushRequest {
  clientId: string
  listId: string
  ops: NumberedOp[]
}

export interface Refusal {
  code: string
  title: string
  detail: string
  errors?: FieldError[]
  /** With code `moved`: the list that the to-do is in now. */
  movedTo?: string
}

export interface PushResult {
  n: number
  status: 'applied' | 'refused' | 'repeated'
  problem?: Refusal
  /** What the op replaced although the person had not seen it. */
  overwrote?: Texts
}

export interface PushAnswer {
  last: number
  results: PushResult[]
}

export interface PullRequest {
  clientId: string
  epoch?: string
  syncedAt?: string
  cursors: Record<string, number>
}

export interface ListInfo {
  name: string
  colour: ListColour
  archived: boolean
  createdAt: string
  deletedAt: string | null
  seq: number
}

export interface ListChanges {
  id: string
  role: Role
  cursor: number
  info?: ListInfo
  todos: Todo[]
  gone: { id: string; seq: number; movedTo: string | null }[]
  /** With role null: somebody who left. */
  members: { id: string; role: Role | null; name: string; seq: number }[]
  /** Somebody was erased: the members are all there are. */
  everybody?: true
}

export interface PullAnswer {
  epoch: string
  syncedAt: string
  reset: 'away' | 'restored' | null
  inboxId: string
  lists: ListChanges[]
  purge: string[]
  more: boolean
  /** Null on every page but the final one; also given with `reset`. */
  last: number | null
}
