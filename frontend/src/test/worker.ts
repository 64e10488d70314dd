import { vi } from 'vitest'

/** The browser's side of a service worker: what the page sees, and what a deploy does to it. */
export class FakeWorker extends EventTarget {
  controller: object | null
  waiting: { postMessage: (message: unknown) => void } | null = null
  readonly told: unknown[] = []
  readonly update = vi.fn(async () => {})

  /** `isFirst`: the page was loaded before there was any worker. */
  constructor({ isFirst = false } = {}) {
    super()
    this.controller = isFirst ? null : {}
  }

  get container() {
    return this as unknown as ServiceWorkerContainer
  }

  get registration() {
    return this as unknown as ServiceWorkerRegistration
  }

  deploy(): void {
    this.waiting = { postMessage: (message) => void this.told.push(message) }
  }

  /** The one that waited is in charge. */
  takeOver(): void {
    this.waiting = null
    this.controller = {}
    this.dispatchEvent(new Event('controllerchange'))
  }
}
