import { computed, nextTick } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export function focusRow(id: string): boolean {
  const link = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"] [data-row-link]`)
  link?.focus()
  return !!link
}

/** Where the focus goes when what had it is gone: the row the keys act on, else the add box. */
function focusRows(): void {
  const { activeElement } = document
  if (activeElement && activeElement !== document.body) return
  const row = document.querySelector<HTMLElement>('[data-row-link][tabindex="0"]')
  ;(row ?? document.querySelector<HTMLElement>('[data-add-box]'))?.focus()
}

/** The open to-do lives in the address, so that Back closes it and a link opens it. */
export function useOpenTodo() {
  const route = useRoute()
  const router = useRouter()

  const openId = computed(() => {
    const { todo } = route.query
    return typeof todo === 'string' && todo ? todo : null
  })

  function linkTo(id: string) {
    return { path: route.path, query: { ...route.query, todo: id } }
  }

  /** From one to-do to another is no step of its own in the history. */
  function open(id: string) {
    if (openId.value === id) return undefined
    return openId.value ? router.replace(linkTo(id)) : router.push(linkTo(id))
  }

  async function close(): Promise<void> {
    const id = openId.value
    if (!id) return
    const { todo: _, ...query } = route.query
    const closed = router.resolve({ path: route.path, query })
    if (router.options.history.state.back === closed.fullPath) {
      await new Promise<void>((done) => {
        const stop = router.afterEach(() => (stop(), done()))
        router.back()
      })
    } else {
      await router.replace(closed)
    }
    await nextTick()
    if (!focusRow(id)) focusRows()
  }

  return { openId, linkTo, open, close }
}
