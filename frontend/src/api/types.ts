/** What goes over the wire, as the API's description (/api/openapi.json) has it. */

export const LIST_COLOURS = [
  'slate',
  'red',
  'orange',
  'amber',
  'green',
  'teal',
  'blue',
  'violet',
  'pink',
] as const

export type ListColour = (typeof LIST_COLOURS)[number]
export type Role = 'owner' | 'editor' | 'viewer'
/** Somebody of a list, as the others see them. The name may be empty. */
export interface Member {
  id: string
  role: Role
  name: string
}

export type Priority = 1 | 2 | 3 | 4

/** The signed-in person. */
export interface Me {
  id: string
  displayName: string
  inboxId: string
  createdAt: string
  updatedAt: string
}

/** What a person may set on a to-do. */
export interface TodoFields {
  title: string
  notes: string
  done: boolean
  /** A floating local date such as "2026-12-01". */
  due: string | null
  /** "17:00"; needs `due`. */
  dueTime: string | null
  /** 4 is none. */
  priority: Priority
  tags: string[]
  /** A fractional-indexing key. */
  order: string
  parentId: string | null
  repeat: string | null
  /** The member who is to do it, who may have left the list since. */
  assignee: string | null
}

export interface Todo extends TodoFields {
  id: string
  listId: string
  seq: number
  doneAt: string | null
  createdAt: string
  createdBy: string
  updatedAt: string
  updatedBy: string
  deletedAt: string | null
}

export type ListPatch = { name?: string; colour?: ListColour; archived?: boolean }

export interface FieldError {
  field: string
  code: string
  detail: string
}

/** RFC 9457, with Doable's own members. `last` is what the server knows of this client (`gap`). */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  code: string
  errors?: FieldError[]
  last?: number
}
