// Fails the build when what a signed-in person loads first has grown over its budget.
import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const DIST = new URL('../dist/', import.meta.url)
const BUDGETS = { js: 75, css: 10 } // KB, gzip
const ENTRY = 'index.html'
const SIGN_IN = 'src/auth/cognito.ts'
// Where a signed-in person may land. Should one of these load lazily, it counts all the same.
const LANDINGS = ['Inbox', 'List', 'Today', 'Upcoming'].map((name) => `src/views/${name}View.vue`)

const read = (file) => readFileSync(new URL(file, DIST))
const manifest = JSON.parse(read('.vite/manifest.json'))

/** The files of some chunks and of everything that they import statically. */
function filesOf(names) {
  const seen = new Set()
  const visit = (name) => {
    if (seen.has(name) || !manifest[name]) return
    seen.add(name)
    manifest[name].imports?.forEach(visit)
  }
  names.forEach(visit)
  return new Set([...seen].flatMap((name) => [manifest[name].file, ...(manifest[name].css ?? [])]))
}

function weigh(files, kind) {
  const ours = [...files].filter((file) => file.endsWith(`.${kind}`))
  return ours.reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length / 1000, 0)
}

const failures = []
const landings = LANDINGS.map((landing) => filesOf([ENTRY, landing]).add('theme.js'))
for (const [kind, budget] of Object.entries(BUDGETS)) {
  const size = Math.max(...landings.map((files) => weigh(files, kind)))
  console.log(`First load, ${kind}: ${size.toFixed(1)} KB gzip of ${budget} KB`)
  if (size > budget) failures.push(`The first load's ${kind} is over its budget.`)
}

const signIn = manifest[SIGN_IN]
if (!signIn || landings.some((files) => files.has(signIn.file))) {
  failures.push(`${SIGN_IN} must be a chunk of its own, outside the first load.`)
} else {
  const size = weigh(
    [...filesOf([SIGN_IN])].filter((file) => !landings[0].has(file)),
    'js',
  )
  console.log(`Only to sign in: ${size.toFixed(1)} KB gzip`)
}

/** What the worker fetches in the background at the first visit: the whole page. */
const [list] = read('sw.js').toString().split('\n', 1)
const kept = Object.keys(JSON.parse(list.slice('const BUILD = '.length, -1)).files)
const lost = kept.filter((path) => !existsSync(new URL(`.${path}`, DIST)))
if (lost.length) failures.push(`The worker lists what the build lacks: ${lost.join(', ')}`)
if (!kept.includes(`/${ENTRY}`)) failures.push(`The worker does not keep ${ENTRY}.`)
const packed = kept.filter((path) => !lost.includes(path)).map((path) => gzipSync(read(`.${path}`)))
const sum = packed.reduce((bytes, { length }) => bytes + length, 0) / 1000
console.log(`Kept to work offline: ${kept.length} files, ${sum.toFixed(1)} KB gzip`)

if (failures.length) {
  console.error(failures.join('\n'))
  process.exit(1)
}
