import { readonly, ref } from 'vue'

export type Theme = 'system' | 'light' | 'dark'

const KEY = 'doable.theme'

function stored(): Theme {
  const value = localStorage.getItem(KEY)
  return value === 'light' || value === 'dark' ? value : 'system'
}

function apply(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

const theme = ref<Theme>(stored())
apply(theme.value)

export function useTheme() {
  function setTheme(value: Theme): void {
    theme.value = value
    apply(value)
    if (value === 'system') localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, value)
  }
  return { theme: readonly(theme), setTheme }
}
