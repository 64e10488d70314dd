import type { Chip } from '@/lib/quickAdd'
import { useInputEvents } from './useInputEvents'
import type { QuickText } from './useQuickText'

/**
 * Right behind what was understood, Backspace first says that it was not meant. Whoever then goes on
 * deleting wants to delete, whatever is understood of what is left. As a phone does not tell which
 * key it is, this is about what the key is going to do.
 */
export function useTakingBack(
  { parsed }: QuickText,
  input: HTMLInputElement,
  takeBack: (chip: Chip) => void,
): void {
  /** Where the last Backspace left the caret. */
  let erasingAt = -1

  function onBefore(event: InputEvent): void {
    const { selectionStart: at, selectionEnd } = input
    const isErasing = at === erasingAt
    erasingAt = -1
    if (event.inputType !== 'deleteContentBackward' || event.isComposing) return
    if (at === null || at !== selectionEnd) return
    const chip = isErasing ? undefined : parsed.value.chips.find(({ end }) => end === at)
    erasingAt = chip ? at : at - 1
    if (!chip) return
    event.preventDefault()
    takeBack(chip)
  }

  useInputEvents(input, { beforeinput: onBefore })
}
