import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin, type Rolldown } from 'vite'

const WORKER = fileURLToPath(new URL('../src/sw/worker.ts', import.meta.url))
/** The page is kept together with the headers it came with, so these make a new build, too. */
const HEADERS = fileURLToPath(new URL('../../infra/site.yml', import.meta.url))
/** Notes of the build, what only robots and installers read, and the worker itself. */
const LEFT_OUT = /^\/(\.vite\/|icons\/(?!icon-192|badge-)|screenshots\/|robots\.txt$|sw\.js$)/

const hash = (how: 'base64' | 'hex', ...parts: (string | Uint8Array)[]) =>
  parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest(how)

/** Every file of the built page, with its hash as `integrity` wants it, in the order of the names. */
function filesOf(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replaceAll('\\', '/'))
    .filter((path) => !LEFT_OUT.test(path))
    .sort()
  return Object.fromEntries(
    paths.map((path) => [path, `sha256-${hash('base64', readFileSync(join(folder, path)))}`]),
  )
}

/** One classic script without imports, which reads its list from a constant `BUILD`. */
async function compile(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      copyPublicDir: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: WORKER, output: { format: 'iife' } },
    },
  })
  const [chunk, ...more] = (result as Rolldown.RolldownOutput).output
  if (more.length) throw new Error('The worker must be one file.')
  return chunk.code
}

/** Writes sw.js beside the page when that is built. The same page gets the same worker, to the byte. */
export function serviceWorker(): Plugin {
  let folder = ''
  return {
    name: 'doable-service-worker',
    apply: 'build',
    configResolved({ root, build: { outDir } }) {
      folder = resolve(root, outDir)
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const [files, code] = [filesOf(folder), await compile()]
        const whole = hash('hex', JSON.stringify(files), code, readFileSync(HEADERS))
        const list = JSON.stringify({ revision: whole.slice(0, 16), files })
        writeFileSync(join(folder, 'sw.js'), `const BUILD = ${list};\n${code}`)
      },
    },
  }
}
