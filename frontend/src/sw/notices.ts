import { openingOf } from './messages'

/** As much of the worker's clients as this takes: the page's own types know nothing of them. */
interface Window {
  readonly visibilityState: string
  postMessage(message: unknown): void
  focus(): Promise<unknown>
}

interface Windows<W extends Window> {
  matchAll(options: { type: 'window'; includeUncontrolled: true }): Promise<readonly W[]>
  openWindow(url: string): Promise<unknown>
}

/** Leads to what a notification is about: in the page that is open, else in a new one. */
export async function openPath<W extends Window>(clients: Windows<W>, path: string): Promise<void> {
  const all = await clients.matchAll({ type: 'window', includeUncontrolled: true })
  const page = all.find(({ visibilityState }) => visibilityState === 'visible') ?? all[0]
  if (!page) return void (await clients.openWindow(path))
  page.postMessage(openingOf(path))
  await page.focus()
}
