import type { CreateOp, ListOp } from '@/api/sync'
import type { ListColour, Priority, Role, Todo } from '@/api/types'
import type { Vocabulary } from '@/lib/quickAdd'

/** What is exported and imported: data only, which the page words. */

// --- What a person has ---

export interface OwnList {
  id: string
  name: string
  colour: ListColour
  archived: boolean
  role: Role
  /** Who may be asked to do something in it; unknown, it is only the person. */
  members?: readonly string[]
}

/** One person's lists and to-dos, the trash included. */
export interface Account {
  sub: string
  inboxId: string
  lists: readonly OwnList[]
  todos: Iterable<Todo>
}

/** As much of it as an import has to know: to-dos are many, and cross over to another thread. */
export interface Present extends Omit<Account, 'todos'> {
  todos: Iterable<PresentTodo>
}

export type PresentTodo = Pick<Todo, 'id' | 'listId' | 'order' | 'parentId' | 'deletedAt'>

// --- What an import is going to make ---

export type Source =
  'doable' | 'csv' | 'todotxt' | 'icalendar' | 'todoist' | 'microsoft' | 'outlook' | 'google'

/**
 * What does not come over as it is.
 *
 * Kept elsewhere: `title` (too long, the rest is in the notes), `tags`, `due`, `time`, `repeat`,
 * `priority`, `start`, `deadline`, `field` (as text in the notes), `section` (a tag), `list` (too many:
 * a tag, in the last list), `depth` (one level of sub-to-dos), `split` (a list of its own), `name`
 * (shortened), `untitled` (got a name), `html` (plain text), `spaces` (written as _).
 * Read one way of several: `zone` (as if it were here), `dates` (month first).
 * Gone: `notes` (what is too long; in todo.txt all), `parent`, `assignee`, `reminder`, `duration`,
 * `attachment`, `empty`, `trash`, `event`, `misread` (todo.txt will take a word for something else).
 */
export type LossCode =
  | 'title'
  | 'tags'
  | 'due'
  | 'time'
  | 'repeat'
  | 'priority'
  | 'start'
  | 'deadline'
  | 'field'
  | 'section'
  | 'list'
  | 'depth'
  | 'split'
  | 'name'
  | 'untitled'
  | 'html'
  | 'spaces'
  | 'zone'
  | 'dates'
  | 'notes'
  | 'parent'
  | 'assignee'
  | 'reminder'
  | 'duration'
  | 'attachment'
  | 'empty'
  | 'trash'
  | 'event'
  | 'misread'

/** `where` is the title of the to-do, or the name of the list; `text` is what it is about. */
export interface Loss {
  code: LossCode
  where: string
  text: string
}

/**
 * Why a file cannot be read. `zip`: to be unpacked first. `encoding`: to be saved as UTF-8. `json`,
 * `quotes` (from `line` on): broken. `newer`: of a later Doable. `table`: a CSV of which we know no
 * columns. `tooMany`: more than `limit` to-dos. `unknown`: none of the formats.
 */
export type ProblemCode =
  | 'empty'
  | 'tooLarge'
  | 'zip'
  | 'binary'
  | 'encoding'
  | 'json'
  | 'quotes'
  | 'newer'
  | 'table'
  | 'noTodos'
  | 'tooMany'
  | 'unknown'

export interface Problem {
  problem: ProblemCode
  line?: number
  limit?: number
}

/** A to-do to be made, within all limits; `parentKey` is one of the same list that has none. */
export interface PlanTodo {
  key: string
  title: string
  notes?: string
  done?: true
  doneAt?: string
  due?: string
  dueTime?: string
  priority?: Priority
  tags?: string[]
  parentKey?: string
  repeat?: string
  assignee?: string
  createdAt?: string
  deletedAt?: string
}

export interface PlanList {
  key: string
  name: string
  colour?: ListColour
  archived?: true
  /** They go to the person's Inbox. */
  inbox?: true
  /** In their order. */
  todos: PlanTodo[]
}

export interface Plan {
  source: Source
  lists: PlanList[]
  losses: Loss[]
  total: number
}

export interface ImportFile {
  name: string
  bytes: Uint8Array
}

/** `today`, `now` and `vocabulary` are as quick add has them, by which Todoist's dates are read. */
export interface ImportContext {
  today: string
  now: string
  weekStart: number
  vocabulary?: Vocabulary
  /** What the person's Inbox is called. */
  inboxName: string
  /** The names of a list and of a to-do that have none. */
  listName: string
  title: string
}

// --- What is not fitted yet ---

/** A to-do as a file has it: of any length and depth. Without a `key` its title and place are it. */
export interface DraftTodo {
  key?: string
  title: string
  notes?: string
  done?: boolean
  doneAt?: string
  due?: string
  dueTime?: string
  priority?: number
  tags?: readonly string[]
  parent?: DraftTodo
  repeat?: string
  assignee?: string
  createdAt?: string
  deletedAt?: string
  /** What has no field here, as lines for the notes. */
  more?: readonly string[]
}

export interface DraftList {
  key: string
  name: string
  colour?: ListColour
  archived?: boolean
  inbox?: boolean
  todos: DraftTodo[]
}

export interface Draft {
  source: Source
  lists: DraftList[]
  losses: Loss[]
}

// --- What makes it ---

export type ImportOp = CreateOp | Extract<ListOp, { op: 'createList' | 'patchList' }>

/** So much of one list as one push takes. */
export interface Batch {
  listId: string
  ops: ImportOp[]
}

/** `there`: so many to-dos are there already, and are left alone; `inTrash`: others are, but deleted. */
export interface Work {
  batches: Batch[]
  created: number
  there: number
  inTrash: number
  losses: Loss[]
}

/** More lists than a person may have: so many are missing, and there is room for so many. */
export interface NoRoom {
  needed: number
  room: number
}

// --- What a person is shown before ---

/** A list that something comes into; it has a name here where it is to be made. */
export interface PreviewList {
  id: string
  name?: string
  count: number
}

export interface LossGroup {
  code: LossCode
  losses: Loss[]
}

/** `there` and `inTrash` as in the work. `ops` is how many changes it all takes. */
export interface Preview {
  source: Source
  lists: PreviewList[]
  created: number
  there: number
  inTrash: number
  ops: number
  losses: LossGroup[]
}

/** A file, and what its format cannot say. */
export interface Written {
  text: string
  losses: Loss[]
}
