/** An iPad says that it is a Mac; no Mac has a screen to touch. */
export function isIos(): boolean {
  const isPad = navigator.platform.startsWith('Mac') && navigator.maxTouchPoints > 1
  return isPad || /iPhone|iPad|iPod/.test(navigator.userAgent)
}
