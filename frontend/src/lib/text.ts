import { t } from '@/i18n'

/** A title inside a sentence: quoted (its own quotes become single), and short enough for a toast. */
export function quoted(title: string, max = 60): string {
  const short = title.length > max ? `${title.slice(0, max - 1).trimEnd()}…` : title
  const [open, close, openWithin, closeWithin] = t.common.quotes
  return open + short.replace(/[“„](.*?)[”“]/g, `${openWithin}$1${closeWithin}`) + close
}
