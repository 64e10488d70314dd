import { followId } from '@/api/ids'
import type { FollowOp, TodoValues } from '@/api/sync'
import type { Todo } from '@/api/types'
import { t } from '@/i18n/rest'
import { describeDue, describeTime } from '@/lib/dates'
import { todayLocal } from '@/lib/days'
import { nameOf as nameOfMember } from '@/lib/members'
import { followOp } from '@/lib/recurrence'
import { quoted } from '@/lib/text'
import { useChangesStore, type Added, type NewTodo, type Place } from '@/stores/changes'
import { useDraftsStore } from '@/stores/drafts'
import { useHistoryStore } from '@/stores/history'
import { useListsStore } from '@/stores/lists'
import { useTodosStore } from '@/stores/todos'
import { useChildrenQuestion } from './useChildrenQuestion'
import { useListName } from './useListName'
import { useNotices } from './useNotices'

type Todos = readonly Todo[]

const nameOf = (todos: Todos) =>
  todos.length === 1 ? quoted(todos[0]!.title) : t.count.todos(todos.length)

type Nexts = ReadonlyMap<string, FollowOp>

/** The ops that make the next ones of their series. */
function nextsOf(todos: Todos): Nexts {
  const today = todayLocal()
  const ops = todos.map((todo) => [todo.id, followOp(todo, today)] as const)
  return new Map(ops.filter((pair): pair is [string, FollowOp] => pair[1] !== null))
}

/** The changes a person makes to to-dos, with what is said about them and how to take them back. */
export function createTodoActions() {
  const todos = useTodosStore()
  const changes = useChangesStore()
  const drafts = useDraftsStore()
  const history = useHistoryStore()
  const lists = useListsStore()
  const listName = useListName()
  const { offerUndo, supersede, announce } = useNotices()
  const { withChildren } = useChildrenQuestion()

  /** Does it as one step that can be taken back, and says so quietly. */
  function act(items: Todos, said: string, change: () => void): void {
    supersede(items)
    if (history.run(said, change) !== null) announce(said)
  }

  /** The same with a note that offers the way back: of the items that are still as it left them. */
  function actAndOffer(items: Todos, say: (left: Todos) => string, change: () => void): void {
    supersede(items)
    const key = history.run(say(items), change)
    if (key !== null) offerUndo(key, items, say, (left) => left.flatMap(idsOf))
  }

  /** With a note where it is about several; of one the way back is near. */
  function actOn(
    items: Todos,
    say: (left: Todos) => string,
    change: () => void,
    offer = items.length > 1,
  ): void {
    if (offer) actAndOffer(items, say, change)
    else act(items, say(items), change)
  }

  /** What is undone together: itself, what hangs on it, and the next one of its series. */
  const idsOf = (todo: Todo) =>
    [todo, ...todos.childrenOf(todo)].flatMap(({ id, repeat }) =>
      repeat ? [id, followId(id)] : [id],
    )

  function add(listId: string | null, ...all: NewTodo[]): readonly string[] {
    return addAll(all.map((fields) => ({ listId, fields })))
  }

  /** `where`: the list, for who does not see it there. `offer`: with a note to take it back. */
  function addAll(all: readonly Added[], { where = '', offer = false } = {}): readonly string[] {
    const what = all.length === 1 ? quoted(all[0]!.fields.title) : t.count.todos(all.length)
    const said = where ? t.said.addedTo(what, quoted(where)) : t.said.added(what)
    let ids: readonly string[] = []
    const key = history.run(said, () => (ids = changes.addAll(all)))
    if (key === null) return ids
    const items = ids.map((id) => ({ id }))
    if (offer) offerUndo(key, items, () => said)
    else announce(said)
    return ids
  }

  // --- Done and open ---

  function complete(items: Todos): void {
    const nexts = nextsOf(items)
    const due = items.length === 1 && nexts.get(items[0]!.id)?.fields.due
    const say = (left: Todos) =>
      due
        ? t.said.completedNext(nameOf(left), describeDue(due, todayLocal()))
        : t.said.completed(nameOf(left))
    actAndOffer(items, say, () =>
      items.forEach((todo) => changes.complete(todo, nexts.get(todo.id))),
    )
  }

  /** Its series goes on from the one that is open again, if nobody has touched the next one. */
  function reopen(items: Todos): void {
    const say = (left: Todos) => t.said.reopened(nameOf(left))
    actOn(items, say, () => items.forEach((todo) => changes.reopen(todo)))
  }

  async function setDone(items: Todos, done: boolean): Promise<void> {
    const changed = items.filter((todo) => todo.done !== done)
    if (!changed.length) return
    if (!done) return reopen(changed)
    const all = withChildren(changed)
    complete(all instanceof Promise ? await all : all)
  }

  // --- Trash ---

  function bringBack(items: Todos): void {
    act(items, t.said.restored(nameOf(items)), () => items.forEach(changes.restore))
  }

  /** With what hangs on it. */
  function remove(items: Todos, how: 'deleted' | 'cleared' = 'deleted'): void {
    const all = new Set(items.flatMap((todo) => [todo, ...todos.childrenOf(todo)]))
    actAndOffer(
      items,
      (left) => (how === 'cleared' ? t.said.cleared : t.said.deleted)(nameOf(left)),
      () => all.forEach(changes.trashOne),
    )
  }

  function removeForever(items: Todos): void {
    supersede(items)
    for (const todo of items) {
      drafts.forget(todo.id)
      changes.deleteForever(todo)
    }
    announce(t.said.deletedForEver(nameOf(items)))
  }

  // --- Fields ---

  function sayDue(items: Todos, due: string | null): string {
    const what = nameOf(items)
    const { length } = items
    return due
      ? t.said.due(what, describeDue(due, todayLocal()), length)
      : t.said.notDue(what, length)
  }

  function change(
    items: Todos,
    say: (left: Todos) => string,
    fields: Partial<TodoValues>,
    offer?: boolean,
  ): void {
    actOn(items, say, () => items.forEach((todo) => changes.patch(todo, fields)), offer)
  }

  /** `offer`: with a note to take it back by, also of one, where it goes out of sight. */
  function setDue(items: Todos, due: string | null, { offer }: { offer?: boolean } = {}): void {
    const fields = due ? { due } : { due, dueTime: null }
    change(items, (left) => sayDue(left, due), fields, offer)
  }

  function moveToToday(items: Todos): void {
    change(items, (left) => t.said.movedToToday(nameOf(left)), { due: todayLocal() })
  }

  function setDueTime(items: Todos, dueTime: string | null): void {
    const say = (left: Todos) =>
      dueTime
        ? t.said.dueAt(nameOf(left), describeTime(dueTime), left.length)
        : t.said.dueAllDay(nameOf(left), left.length)
    change(items, say, { dueTime })
  }

  function setPriority(items: Todos, priority: Todo['priority']): void {
    const say = (left: Todos) => t.said.priority(nameOf(left), t.priority[priority])
    change(items, say, { priority })
  }

  function setRepeat(todo: Todo, fields: Pick<TodoValues, 'repeat'> & Partial<TodoValues>): void {
    const said = fields.repeat
      ? t.said.repeats(nameOf([todo]))
      : t.said.repeatsNoMore(nameOf([todo]))
    act([todo], said, () => changes.patch(todo, fields))
  }

  function assign(items: Todos, assignee: string | null): void {
    const nameIn = (todo: Todo) => nameOfMember(assignee!, lists.byId(todo.listId)?.members ?? [])
    const say = (left: Todos) =>
      assignee
        ? t.said.assigned(nameOf(left), nameIn(left[0]!))
        : t.said.assignedToNobody(nameOf(left))
    change(items, say, { assignee })
  }

  function rename(todo: Todo, title: string, was: string): void {
    act([todo], t.said.renamed(quoted(title)), () => changes.patch(todo, { title }, { title: was }))
  }

  function addTag(items: Todos, tag: string): void {
    const say = (left: Todos) => t.said.tagged(nameOf(left), tag, left.length)
    actOn(items, say, () => items.forEach((todo) => changes.addTag(todo, tag)))
  }

  function removeTag(items: Todos, tag: string): void {
    act(items, t.said.untagged(nameOf(items), tag, items.length), () =>
      items.forEach((todo) => changes.removeTag(todo, tag)),
    )
  }

  // --- Places ---

  function sayPlace(todo: Todo): string {
    const siblings = todos.siblingsOf(todo)
    const at = siblings.findIndex(({ id }) => id === todo.id) + 1
    return t.said.stepped(quoted(todo.title), at, siblings.length)
  }

  /** Where it landed is known only afterwards. */
  function actThenSay(todo: Todo, change: () => void, say: () => string): void {
    supersede([todo])
    if (history.run(t.said.movedOne(quoted(todo.title)), change) !== null) announce(say())
  }

  function step(todo: Todo, by: -1 | 1): void {
    actThenSay(
      todo,
      () => changes.step(todo, by),
      () => sayPlace(todo),
    )
  }

  function indent(todo: Todo): void {
    const parent = changes.parentToBe(todo)
    const say = () => t.said.indented(quoted(todo.title), quoted(parent!.title))
    actThenSay(todo, () => changes.indent(todo), say)
  }

  function outdent(todo: Todo): void {
    const say = () => t.said.outdented(quoted(todo.title))
    actThenSay(todo, () => changes.outdent(todo), say)
  }

  /** What goes along with its parent is not moved by itself, too. */
  function heads(items: Todos): Todos {
    const ids = new Set(items.map(({ id }) => id))
    return items.filter((todo) => !ids.has(todos.parentOf(todo) ?? ''))
  }

  /** One after the other, from this place on. */
  function place(items: Todos, to: Place): void {
    const moving = heads(items)
    const [first] = moving
    const change = () => changes.place(moving, to)
    if (moving.length === 1 && first!.listId === to.listId) {
      return actThenSay(first!, change, () => sayPlace(todos.byId(first!.id)!))
    }
    actAndOffer(moving, (left) => t.said.moved(nameOf(left), quoted(listName(to))), change)
  }

  function moveTo(items: Todos, listId: string): void {
    const movable = heads(items).filter((todo) => todo.listId !== listId)
    const where = quoted(listName({ listId }))
    actAndOffer(
      movable,
      (left) => t.said.moved(nameOf(left), where),
      () => movable.forEach((todo) => changes.moveTo(todo, listId)),
    )
  }

  // --- Who may ---

  const mayWrite = ({ listId }: Todo) => lists.mayWrite(listId)

  /** What one may only read stays as it is, whatever asks for it: a key, a swipe, a selection. */
  function onThose<A extends unknown[]>(verb: (items: Todos, ...rest: A) => unknown) {
    return (items: Todos, ...rest: A) => {
      const left = items.filter(mayWrite)
      return left.length ? verb(left, ...rest) : undefined
    }
  }

  function onOne<A extends unknown[]>(verb: (todo: Todo, ...rest: A) => void) {
    return (todo: Todo, ...rest: A) => (mayWrite(todo) ? verb(todo, ...rest) : undefined)
  }

  return {
    add,
    addAll,
    setDone: onThose(setDone),
    bringBack: onThose(bringBack),
    remove: onThose(remove),
    removeForever: onThose(removeForever),
    setDue: onThose(setDue),
    moveToToday: onThose(moveToToday),
    setDueTime: onThose(setDueTime),
    setPriority: onThose(setPriority),
    setRepeat: onOne(setRepeat),
    assign: onThose(assign),
    rename: onOne(rename),
    addTag: onThose(addTag),
    removeTag: onThose(removeTag),
    step: onOne(step),
    indent: onOne(indent),
    outdent: onOne(outdent),
    place: onThose(place),
    moveTo: onThose(moveTo),
  }
}

export type TodoActions = ReturnType<typeof createTodoActions>
