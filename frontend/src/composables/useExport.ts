import { ref } from 'vue'
import { t } from '@/i18n/rest'
import { todayLocal } from '@/lib/days'
import type { Written } from '@/lib/exchange'
import { useToastsStore } from '@/stores/toasts'
import { accountNow } from './accountNow'
import { useListName } from './useListName'

export const FORMATS = ['json', 'csv', 'txt', 'ics'] as const
export type Format = (typeof FORMATS)[number]

const TYPES: Record<Format, string> = {
  json: 'application/json',
  csv: 'text/csv',
  txt: 'text/plain',
  ics: 'text/calendar',
}

function hand(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** Files of all that is on this device, made here: nothing is asked of the server. */
export function useExport() {
  const toasts = useToastsStore()
  const listName = useListName()
  /** What the last file could not say. */
  const told = ref('')

  async function write(format: Format, listId: string | null): Promise<Written> {
    const files = await import('@/lib/exchange')
    const from = listId ? files.onlyList(accountNow(), listId) : accountNow()
    const now = new Date().toISOString()
    if (format === 'json') return { text: files.writeJson(from, now), losses: [] }
    if (format === 'ics') return files.writeIcs(from, now)
    return format === 'csv' ? files.writeCsv(from) : files.writeTodoTxt(from)
  }

  async function download(format: Format, listId: string | null): Promise<void> {
    try {
      const { text, losses } = await write(format, listId)
      const what = listId ? listName({ listId }) : 'Doable'
      hand(`${what} ${todayLocal()}.${format}`, TYPES[format], text)
      told.value = losses.length ? t.data.losses(losses.length) : ''
      toasts.announce(t.data.saved)
    } catch {
      toasts.show({ text: t.data.failed })
    }
  }

  return { download, told }
}
