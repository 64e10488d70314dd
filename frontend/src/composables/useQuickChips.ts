import { computed, onScopeDispose, watch, type ComputedRef } from 'vue'
import type { ListColour } from '@/api/types'
import { t } from '@/i18n/rest'
import { describeDue, describeTime } from '@/lib/dates'
import { nameFor } from '@/lib/members'
import type { Chip, Kind } from '@/lib/quickAdd'
import { parseRule } from '@/lib/recurrence'
import { describeRule } from '@/lib/repeats'
import { NO_PRIORITY } from '@/lib/priority'
import type { NewTodo } from '@/stores/changes'
import { useListsStore } from '@/stores/lists'
import { useToastsStore } from '@/stores/toasts'
import { toAdd } from './addText'
import { useListName } from './useListName'
import { useMe } from './useMe'
import type { QuickText } from './useQuickText'
import { useToday } from './useToday'

/** One thing that was understood: a day and its time are one thing. */
export interface ShownChip {
  kind: Kind
  text: string
  /** For who cannot see which kind it is. */
  said: string
  /** What stands for it in the text. */
  chips: readonly Chip[]
  colour?: ListColour | undefined
}

type Words = Omit<ShownChip, 'kind' | 'chips'>
/** All that it would be added with. */
type Meant = Partial<NewTodo> & { listId: string }

const PAUSE = 1_000

/** Those of one thing stand together, where the first of them is. */
function grouped(chips: readonly Chip[]): readonly (readonly Chip[])[] {
  const isTime = ({ kind }: Chip) => kind === 'due' || kind === 'dueTime'
  const times = chips.filter(isTime)
  return chips.flatMap((chip) => (!isTime(chip) ? [[chip]] : chip === times[0] ? [times] : []))
}

function wordsOfTime({ due, dueTime }: Meant, today: string): Words {
  const parts = [due ? describeDue(due, today) : t.dates.none]
  if (dueTime) parts.push(describeTime(dueTime))
  return { text: parts.join(' · '), said: t.quickAdd.due(parts.join(', ')) }
}

function wordsOfPriority({ priority = NO_PRIORITY }: Meant): Words {
  const name = t.priority[priority]
  return priority === NO_PRIORITY
    ? { text: t.quickAdd.noPriority, said: t.quickAdd.noPriority }
    : { text: name, said: t.quickAdd.priority(name) }
}

function wordsOfList({ listId }: Meant): Words {
  const { inboxId, byId } = useListsStore()
  const name = useListName()({ listId })
  const colour = listId === inboxId ? undefined : byId(listId)?.colour
  return { text: name, said: t.quickAdd.list(name), colour }
}

function wordsOfAssignee({ listId, assignee }: Meant): Words {
  const members = useListsStore().byId(listId)?.members ?? []
  const name = nameFor(useMe().value, assignee ?? '', members)
  return { text: name, said: t.quickAdd.assignee(name) }
}

function wordsOf({ kind, fields }: Chip, meant: Meant, today: string): Words {
  const read = parseRule(meant.repeat ?? '')
  const rule = read ? describeRule(read, today) : ''
  const { tags: [tag = ''] = [], notes = '' } = fields
  const words: Record<Kind, () => Words> = {
    due: () => wordsOfTime(meant, today),
    dueTime: () => wordsOfTime(meant, today),
    repeat: () => ({ text: rule, said: t.quickAdd.repeats(rule) }),
    priority: () => wordsOfPriority(meant),
    listId: () => wordsOfList(meant),
    tags: () => ({ text: `@${tag}`, said: t.quickAdd.tag(tag) }),
    assignee: () => wordsOfAssignee(meant),
    notes: () => ({ text: notes, said: t.quickAdd.note(notes) }),
  }
  return words[kind]()
}

/** The chips as they are shown: what a control says instead, they say, too. */
export function useQuickChips(quick: QuickText): ComputedRef<readonly ShownChip[]> {
  const today = useToday()
  const meant = computed((): Meant => {
    const { listId, fields } = toAdd(quick.parsed.value, quick.preset(), quick.chosen())
    return { ...fields, listId: listId ?? '' }
  })
  return computed(() =>
    grouped(quick.parsed.value.chips).map((chips) => {
      const [first] = chips
      return { kind: first!.kind, chips, ...wordsOf(first!, meant.value, today.value) }
    }),
  )
}

/** Tells those who listen, at a pause, what has been understood since the last one. */
export function useChipNews({ text }: QuickText, chips: ComputedRef<readonly ShownChip[]>): void {
  const { announce } = useToastsStore()
  let told: readonly string[] = []
  let timer = 0

  function tell(): void {
    const all = chips.value.map(({ said }) => said)
    const news = all.filter((said) => !told.includes(said))
    told = all
    if (news.length) announce(news.join(', '))
  }

  watch(text, (now) => {
    window.clearTimeout(timer)
    if (now) timer = window.setTimeout(tell, PAUSE)
    else told = []
  })
  onScopeDispose(() => window.clearTimeout(timer))
}
