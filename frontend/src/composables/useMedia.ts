import { onScopeDispose, readonly, ref, type Ref } from 'vue'

/** Follows a media query. */
export function useMedia(query: string): Readonly<Ref<boolean>> {
  const media = window.matchMedia?.(query)
  const matches = ref(media?.matches ?? false)
  const follow = () => (matches.value = media.matches)
  media?.addEventListener('change', follow)
  onScopeDispose(() => media?.removeEventListener('change', follow))
  return readonly(matches)
}

export const useIsPhone = () => useMedia('(width < 720px)')
export const useHasPane = () => useMedia('(width >= 1100px)')
