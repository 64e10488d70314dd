import { nextTick, onBeforeUnmount, onMounted, type ShallowRef } from 'vue'
import { useTopLayer } from './useTopLayer'

/** A `<dialog>` that is open while it is in the page, and gives the focus back when it goes. */
export function useModal(dialog: Readonly<ShallowRef<HTMLDialogElement | null>>): void {
  const { enter, leave } = useTopLayer()
  let came: Element | null = null

  onMounted(async () => {
    came = document.activeElement
    dialog.value!.showModal()
    enter(dialog.value!)
    await nextTick()
    const first = dialog.value?.querySelector<HTMLElement>('[data-autofocus]')
    ;(first ?? dialog.value)?.focus()
  })

  onBeforeUnmount(() => {
    leave(dialog.value!)
    dialog.value!.close()
    if (came instanceof HTMLElement && came.isConnected) came.focus()
  })
}
