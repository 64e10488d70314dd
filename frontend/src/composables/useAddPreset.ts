import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { useToday } from './useToday'

/** What is added by the dialog belongs to where the person is. */
export function useAddPreset() {
  const route = useRoute()
  const today = useToday()
  const named = (name: string) => {
    const { [name]: value } = route.params
    return typeof value === 'string' ? value : null
  }
  return computed(() => ({
    listId: named('listId'),
    tag: named('tag'),
    due: route.path === '/today' ? today.value : null,
  }))
}
