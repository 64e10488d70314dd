import { useRouter } from 'vue-router'
import { useAccount } from '@/composables/useAccount'
import { useAddPreset } from '@/composables/useAddPreset'
import { useOverlay } from '@/composables/useOverlay'
import { useQuickAdd } from '@/composables/useQuickAdd'
import { useTheme, type Theme } from '@/composables/useTheme'
import { useUndo } from '@/composables/useUndo'
import type { IconName } from '@/components/base/icons'
import { t } from '@/i18n/rest'
import type { Shortcut } from '@/lib/shortcuts'
import { useListsStore } from '@/stores/lists'
import type { Command } from './types'

const THEMES: readonly [Theme, IconName][] = [
  ['light', 'sun'],
  ['dark', 'moon'],
  ['system', 'system'],
]

/** What can be done anywhere. */
export function useActionCommands(): readonly Command[] {
  const router = useRouter()
  const { ask } = useQuickAdd()
  const { show } = useOverlay()
  const { undo, redo } = useUndo()
  const { theme, setTheme } = useTheme()
  const { signOut } = useAccount()
  const preset = useAddPreset()
  const lists = useListsStore()

  /** What has a key of its own has its name, too. */
  const byKey = (shortcut: Shortcut, icon: IconName, run: () => unknown): Command => ({
    id: shortcut,
    name: t.shortcut[shortcut],
    icon,
    shortcut,
    run,
  })

  const go = (path: string) => () => router.push(path)

  const themes = THEMES.filter(([name]) => name !== theme.value).map(([name, icon]): Command => {
    return {
      id: `theme-${name}`,
      name: t.palette.theme(t.theme[name]),
      icon,
      run: () => setTheme(name),
    }
  })

  const assigned: Command = {
    id: 'assigned',
    name: t.palette.goAssigned,
    icon: 'person',
    run: go('/assigned'),
  }

  return [
    byKey('quickAdd', 'plus', () => ask(preset.value)),
    { id: 'new-list', name: t.lists.new, icon: 'lists', run: () => show('newList') },
    byKey('undo', 'restore', undo),
    byKey('redo', 'redo', redo),
    byKey('goInbox', 'inbox', go('/inbox')),
    byKey('goToday', 'today', go('/today')),
    byKey('goUpcoming', 'upcoming', go('/upcoming')),
    ...(lists.isShared ? [assigned] : []),
    byKey('goLists', 'lists', go('/lists')),
    byKey('search', 'search', go('/search')),
    { id: 'done', name: t.palette.goDone, icon: 'done', run: go('/done') },
    { id: 'trash', name: t.palette.goTrash, icon: 'trash', run: go('/trash') },
    { id: 'import', name: t.imports.heading, icon: 'install', run: () => show('import') },
    { id: 'settings', name: t.palette.goSettings, icon: 'settings', run: go('/settings') },
    { ...byKey('help', 'help', () => show('help')), name: t.help.keys },
    ...themes,
    { id: 'sign-out', name: t.account.signOut, icon: 'signout', run: signOut },
  ]
}
