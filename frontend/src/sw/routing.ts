/** `page`: the start page, whatever the address. `file`: a part of the build. */
export type Route = 'page' | 'file'

export const START = '/index.html'

/** What is the server's alone, and never comes from this device. */
const SERVERS = ['/api', '/_cognito', '/config.json']

type Asked = Pick<Request, 'method' | 'mode' | 'url'>

export const isAsset = (path: string) => path.startsWith('/assets/')

const isServers = (path: string) =>
  SERVERS.some((one) => path === one || path.startsWith(`${one}/`))

/** The page's own addresses have no dot in their last part, and its files do. */
function isPage(path: string): boolean {
  return path === START || !path.slice(path.lastIndexOf('/')).includes('.')
}

/** Null leaves the request to the browser, as if there were no worker. */
export function routeOf(
  request: Asked,
  origin: string,
  isKept: (path: string) => boolean,
): Route | null {
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== origin || isServers(url.pathname)) return null
  if (request.mode === 'navigate' && isPage(url.pathname)) return 'page'
  return isKept(url.pathname) || isAsset(url.pathname) ? 'file' : null
}
