import type { ListColour } from '@/api/types'
import type { IconName } from '@/components/base/icons'
import type { Shortcut } from '@/lib/shortcuts'

/** One line of the palette: something to do, or somewhere to go. */
export interface Command {
  id: string
  name: string
  icon?: IconName
  /** In the place of an icon: the colour of a list. */
  dot?: ListColour
  /** Where it is, or what is special about it. */
  detail?: string
  shortcut?: Shortcut
  run: () => unknown
}

export interface CommandGroup {
  id: string
  name: string
  /** What was typed is in the names already, and the heading would say it again. */
  isBare?: boolean
  commands: readonly Command[]
}
