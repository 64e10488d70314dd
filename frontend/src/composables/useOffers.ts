import { computed } from 'vue'
import { t } from '@/i18n/rest'
import { createDirectory, vocabulariesOf, type Sign } from '@/lib/quickAdd'
import { tagsByUse, tagsLike } from '@/lib/tags'
import { useTodosStore } from '@/stores/todos'
import { listChoices, peopleIn, toAdd } from './addText'
import type { QuickText } from './useQuickText'

interface Offer {
  /** The names that may be meant by one that is begun. */
  like: (name: string) => readonly string[]
  /** Whether it means something as it is, so that no other one is likely to be meant. */
  isWhole: (name: string) => boolean
}

export const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

/** What there is to be named behind each sign. */
export function useOffers({ parsed, preset, chosen }: QuickText): Record<Sign, Offer> {
  const todos = useTodosStore()

  const lists = computed(() => listChoices().map(({ name }) => name))
  /** All to-dos are looked through for them, and only when somebody wants to see them. */
  const tags = computed(() => tagsByUse(todos.live))
  const people = computed(() => {
    const { listId } = toAdd(parsed.value, preset(), chosen())
    return createDirectory(peopleIn(listId), vocabulariesOf(t.grammar.words))
  })

  function tagsFor(name: string): readonly string[] {
    const used = parsed.value.fields.tags ?? []
    return tagsLike(name, tags.value).filter((tag) => !used.includes(tag))
  }

  return {
    '#': {
      like: (name) => tagsLike(name, lists.value),
      isWhole: (name) => lists.value.some((one) => same(one, name)),
    },
    '@': { like: tagsFor, isWhole: () => true }, // It may be a new one.
    '+': {
      like: (name) => people.value.like(name),
      isWhole: (name) => !!people.value.find(name),
    },
  }
}
