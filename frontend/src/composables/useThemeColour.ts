import { watch } from 'vue'
import { useTheme } from './useTheme'

/** Those of --bg: what is around an app, or a page on a phone, has the colour of the page. */
const COLOURS = { light: '#fbfaf8', dark: '#111316' }

/** The page tells one for each theme of the system; a theme that was chosen has its own all the time. */
export function useThemeColour(): void {
  const { theme } = useTheme()
  const metas = document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')

  watch(
    theme,
    (chosen) => {
      for (const meta of metas) {
        const system = meta.media.includes('dark') ? 'dark' : 'light'
        meta.content = COLOURS[chosen === 'system' ? system : chosen]
      }
    },
    { immediate: true },
  )
}
