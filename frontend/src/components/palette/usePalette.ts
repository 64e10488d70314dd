import { computed } from 'vue'
import { useRouter } from 'vue-router'
import { useAddPreset } from '@/composables/useAddPreset'
import { useQuickAdd } from '@/composables/useQuickAdd'
import { t } from '@/i18n/rest'
import { bestOf, fold, rankOf, wordsOf } from '@/lib/match'
import type { Command, CommandGroup } from './types'
import { useActionCommands } from './useActionCommands'
import { usePlaceCommands } from './usePlaceCommands'
import { useTodoCommands } from './useTodoCommands'

const MOST = 8

const matching = (commands: readonly Command[], words: readonly string[]) =>
  bestOf(commands, ({ name }) => rankOf(fold(name), words), MOST)

const hasSome = ({ commands }: CommandGroup) => commands.length > 0

/** What the palette shows for what was typed: the groups with the best names first. */
export function usePalette(query: () => string) {
  const router = useRouter()
  const preset = useAddPreset()
  const { ask, draft } = useQuickAdd()
  const atHand = useTodoCommands()
  const actions = useActionCommands()
  const { active, all, tags, findTodos } = usePlaceCommands()

  const group = (id: string, name: string, commands: readonly Command[]): CommandGroup => ({
    id,
    name,
    commands,
  })

  /** Nothing is typed yet. */
  const start = computed(() =>
    [
      atHand() ?? group('at-hand', '', []),
      group('actions', t.palette.actions, actions),
      group('lists', t.nav.lists, active.value),
    ].filter(hasSome),
  )

  /** What can be done with the words themselves. */
  function withTyped(text: string): CommandGroup {
    function add(): void {
      draft.value = [draft.value, text].filter(Boolean).join(' ')
      ask(preset.value)
    }
    const search = () => router.push({ path: '/search', query: { q: text } })
    const commands: Command[] = [
      { id: 'add-typed', name: t.palette.add(text), icon: 'plus', run: add },
      { id: 'search-typed', name: t.palette.search(text), icon: 'search', run: search },
    ]
    return { ...group('typed', text, commands), isBare: true }
  }

  function found(text: string): CommandGroup[] {
    const words = wordsOf(text)
    const near = atHand()
    const groups = [
      group('at-hand', near?.name ?? '', matching(near?.commands ?? [], words)),
      group('actions', t.palette.actions, matching(actions, words)),
      group('lists', t.nav.lists, matching(all.value, words)),
      group('todos', t.palette.todos, findTodos(words)),
      group('tags', t.field.tags, matching(tags.value, words)),
    ]
    const best = (one: CommandGroup) => rankOf(fold(one.commands[0]!.name), words) ?? MOST
    const sorted = groups.filter(hasSome).sort((a, b) => best(a) - best(b))
    return [...sorted, withTyped(text)]
  }

  const groups = computed(() => (query().trim() ? found(query().trim()) : start.value))
  return { groups, commands: computed(() => groups.value.flatMap(({ commands }) => commands)) }
}
