import fc from '@/test/properties'
import { LIST_COLOURS, type Priority, type Todo } from '@/api/types'
import { context as quickContext, todo as quickTodo } from '@/lib/quickAdd/arbitraries'
import { cutAt, cutAtBytes, trim, wellFormed } from './texts'
import type { Account, ImportContext, OwnList } from './types'

/** For the properties in the specs: accounts as the server could have them. */

export const SUB = '6e1f5c0a-93d4-4c02-9b7a-2f3d1c5e8a90'
export const CONTEXT: ImportContext = {
  ...{ today: '2026-11-23', now: '12:00', weekStart: 1 },
  ...{ inboxName: 'Inbox', listName: 'Imported', title: 'Untitled' },
}

export const newId = (n: number) => `01936f00-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
/** Later ones are made later. */
const listId = (n: number) => `01936f00-${n.toString(16).padStart(4, '0')}-7000-8000-000000000000`
export const INBOX = '5b0f5e6f-5a0c-5d4e-9a55-0b7f9f3c1d2e'

export const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 10 }),
  fc.constantFrom(
    '=SUM(A1)',
    "'=x",
    '@home',
    '+1',
    '-',
    'a,b;"c"',
    '\\n\\,',
    'x 2026-12-01 (A) due:today',
  ),
  fc.constantFrom(
    'line\nbreak',
    'crlf\r\nbreak',
    ' spaced ',
    '__proto__',
    'BEGIN:VTODO',
    '🦷'.repeat(60),
  ),
)

const clean = anyText.map((text) => trim(wellFormed(text)))
const title = clean.map((text) => trim(cutAt(text, 500)[0]) || 'x')
const tag = clean.map((text) => trim(cutAt(text, 50)[0]) || 'tag')
const instantSince = (day: string) =>
  fc
    .date({ min: new Date(day), max: new Date('2026-11-01'), noInvalidDate: true })
    .map((date) => date.toISOString())
const instant = instantSince('2020-01-01')
/** What was deleted before is not there any more: on 2026-11-23, as in the specs. */
const deletedAt = instantSince('2026-10-25')

/** Days, times and rules that go together, as quick add has them. */
const planned = quickTodo.map(({ due, dueTime, repeat }) => ({
  due: due ?? null,
  dueTime: dueTime ?? null,
  repeat: repeat ?? null,
}))

const todo = fc.record({
  title,
  notes: anyText.map((text) => cutAtBytes(wellFormed(text), 16_384)[0]),
  done: fc.boolean(),
  doneAt: instant,
  planned,
  priority: fc.constantFrom<Priority>(1, 2, 3, 4),
  tags: fc.uniqueArray(tag, { maxLength: 4 }),
  isMine: fc.boolean(),
  createdAt: instant,
  deletedAt: fc.option(deletedAt, { freq: 4 }),
  /** Which of those before it is its parent. */
  parent: fc.option(fc.nat(20), { freq: 2 }),
})

const list = fc.record({
  name: clean.map((text) => trim(cutAt(text, 100)[0]) || 'List'),
  colour: fc.constantFrom(...LIST_COLOURS),
  archived: fc.boolean(),
  todos: fc.array(todo, { maxLength: 12 }),
})

type Generated = typeof todo extends fc.Arbitrary<infer T> ? T : never

/** Below a live to-do of the top, or with it in the trash. */
function toTodos(generated: readonly Generated[], listId: string, first: number): Todo[] {
  const todos: Todo[] = []
  for (const [place, { planned, isMine, parent: wanted, ...one }] of generated.entries()) {
    const tops = todos.filter(({ parentId }) => !parentId)
    const parent = wanted === null ? undefined : tops[wanted % (tops.length || 1)]
    todos.push({
      ...one,
      ...planned,
      id: newId(first + place),
      listId,
      doneAt: one.done ? one.doneAt : null,
      deletedAt: parent?.deletedAt ?? one.deletedAt,
      parentId: parent?.id ?? null,
      order: `a${String.fromCharCode(65 + place)}`,
      assignee: isMine ? SUB : null,
      ...{ seq: 1, createdBy: SUB, updatedBy: SUB, updatedAt: one.createdAt },
    })
  }
  return todos
}

export const account: fc.Arbitrary<Account> = fc
  .array(list, { minLength: 1, maxLength: 4 })
  .map((generated) => {
    const ids = generated.map((_, place) => (place ? listId(place) : INBOX))
    const lists = generated.map(({ name, colour, archived }, place): OwnList => {
      const own = { id: ids[place]!, name, colour, archived: archived && place > 0 }
      return { ...own, role: 'owner' }
    })
    const todos = generated.flatMap((one, place) =>
      toTodos(one.todos, ids[place]!, 1_000 * place + 1),
    )
    return { sub: SUB, inboxId: INBOX, lists, todos }
  })

export const context: fc.Arbitrary<ImportContext> = quickContext.map((quick) => ({
  ...CONTEXT,
  ...{ today: quick.today, now: quick.now, weekStart: quick.weekStart },
  ...{ vocabulary: quick.vocabulary },
}))

/** Of who has nothing yet but an Inbox, and that another one. */
export const emptyAccount = (sub = SUB): Account => ({
  sub,
  inboxId: '6b0f5e6f-5a0c-5d4e-9a55-0b7f9f3c1d2e',
  lists: [
    {
      ...{ id: '6b0f5e6f-5a0c-5d4e-9a55-0b7f9f3c1d2e', name: 'Inbox', colour: 'slate' },
      ...{ archived: false, role: 'owner' },
    },
  ],
  todos: [],
})
