import { computed, defineComponent, h } from 'vue'
import DetailHost from '@/components/detail/DetailHost.vue'
import { mountPage, type Seed } from './mountPage'

/** The details of the to-do `a`, in a pane beside an empty page. */
export async function mountDetail(seed: Seed, path = '/inbox?todo=a') {
  const wide = { matches: true, addEventListener: () => {}, removeEventListener: () => {} }
  window.matchMedia = (() => wide) as unknown as typeof window.matchMedia
  const Page = defineComponent({ render: () => h('main') })
  const page = await mountPage(Page, { path, seed, also: DetailHost })
  const shown = computed(() => page.sync.todos.value.get('a')!)
  return { ...page, shown: () => shown.value }
}
