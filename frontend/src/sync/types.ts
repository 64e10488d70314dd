import type { Ref, ShallowRef } from 'vue'
import type { Op, Refusal, Texts } from '@/api/sync'
import type { ListColour, Me, Member, Role, Todo } from '@/api/types'
import type { Trouble } from './troubles'

/** A list as this device shows it. What is open and done is counted from its to-dos. */
export interface List {
  id: string
  name: string
  colour: ListColour
  archived: boolean
  role: Role
  members: readonly Member[]
  createdAt: string
}

/**
 * What the pill says. `attention`: something waits for the person, a `trouble` or `notices`.
 * `waiting` counts the ops that the server has not consumed, as far as we know.
 */
export interface SyncStatus {
  state: 'synced' | 'saving' | 'offline' | 'attention'
  /** Also while something else needs attention. */
  isOffline: boolean
  waiting: number
  /** What is wrong with the copy on this device, or with sending it. */
  trouble: Trouble | null
}

/** What a person should know of, kept until it is dismissed, also across a reload. */
export type Notice = { key: number; listId: string; todoId: string | null; title: string } & (
  | { kind: 'refused'; op: Op; problem: Refusal }
  | { kind: 'conflict'; field: keyof Texts; mine: string; theirs: string }
)

/** The copy of one person's lists on this device, and what keeps it equal to the server. */
export interface Sync {
  /** By id, the trash included; a new map after every change. */
  readonly todos: Readonly<ShallowRef<ReadonlyMap<string, Todo>>>
  /** By id, without those that were deleted; a new map after every change. */
  readonly lists: Readonly<ShallowRef<ReadonlyMap<string, List>>>
  readonly me: Readonly<ShallowRef<Me | null>>
  readonly inboxId: Readonly<ShallowRef<string | null>>
  /** The copy is whole: it may be shown. False until a new device has pulled everything once. */
  readonly isReady: Readonly<Ref<boolean>>
  /** The server has just said that nothing was ever done in the Inbox: somebody new is here. */
  readonly isUntouched: Readonly<Ref<boolean>>
  /** The first pull of a new device did not get through, and is tried again from time to time. */
  readonly hasFailed: Readonly<Ref<boolean>>
  readonly status: Readonly<ShallowRef<SyncStatus>>
  readonly notices: Readonly<ShallowRef<readonly Notice[]>>
  /** Shows at once, and is kept on the device together with the note that it must be sent. */
  change(listId: string, op: Op): void
  /** How many changes are in this tab only, and gone with it. */
  unwritten(): number
  /** What the server has just told of the person. Rejects where the device does not take it. */
  setMe(me: Me): Promise<void>
  /** Somebody was invited: from now on it is looked for what others do, as in a shared list. */
  expectOthers(): void
  /** Sends and fetches now, whatever the back-off says. Never rejects. */
  syncNow(): Promise<void>
  /** Lists of the person that are in the trash: no other can be made by their ids. */
  deletedLists(): string[]
  dismiss(...keys: readonly number[]): Promise<void>
  /** Stops; the copy stays on the device. */
  close(): void
  /** Stops, and removes the copy from the device. */
  wipe(): Promise<void>
}
