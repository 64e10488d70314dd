import { isAsset, START, type Route } from './routing'

/** What a build consists of; the build itself writes it at the head of the worker. */
export interface Build {
  /** Another one for every other build. */
  revision: string
  /** Every file by its path, with its hash in the form of the `integrity` of a request. */
  files: Readonly<Record<string, string>>
}

const PREFIX = 'doable-'
/** In the cache of a build that was in use once: tabs may have its page open. */
const USED = '/.used'

export interface Shell {
  /** All files or none. Rejects when one is missing, or is of another build. */
  install(): Promise<void>
  /** Forgets the builds that no open tab can be expected to have. */
  clean(): Promise<void>
  answer(request: Request, route: Route): Promise<Response>
}

export function createShell(build: Build, caches: CacheStorage): Shell {
  const own = PREFIX + build.revision

  const othersOf = (names: string[]) =>
    names.filter((name) => name.startsWith(PREFIX) && name !== own).reverse()

  /**
   * Names of the hashed files say what is in them; the others are asked for past all caches. What was
   * led elsewhere could not be shown: a browser takes no such answer for a page that it opens.
   */
  function requestOf([path, integrity]: [string, string]): Request {
    const cache = isAsset(path) ? 'default' : 'reload'
    return new Request(path, { integrity, cache, redirect: 'error' })
  }

  async function install(): Promise<void> {
    const cache = await caches.open(own)
    await cache.addAll(Object.entries(build.files).map(requestOf))
  }

  /** The build that was in use before this one, if there was one. Later installed ones come first. */
  async function findPrevious(others: string[]): Promise<string | undefined> {
    for (const name of others) {
      if (await (await caches.open(name)).match(USED)) return name
    }
  }

  async function clean(): Promise<void> {
    await (await caches.open(own)).put(USED, new Response())
    const others = othersOf(await caches.keys())
    const previous = await findPrevious(others)
    const gone = others.filter((name) => name !== previous)
    await Promise.all(gone.map((name) => caches.delete(name)))
  }

  async function find(path: string, names: string[]): Promise<Response | undefined> {
    for (const cacheName of names) {
      const found = await caches.match(path, { cacheName, ignoreVary: true })
      if (found) return found
    }
  }

  /** An older tab loads its late parts from its own build; other files exist in each of them. */
  async function placesOf(path: string): Promise<string[]> {
    return isAsset(path) ? [own, ...othersOf(await caches.keys())] : [own]
  }

  async function answer(request: Request, route: Route): Promise<Response> {
    const path = route === 'page' ? START : new URL(request.url).pathname
    return (await find(path, await placesOf(path))) ?? fetch(request)
  }

  return { install, clean, answer }
}
