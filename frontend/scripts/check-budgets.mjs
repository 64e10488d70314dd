// Fails the build when what a signed-in person loads first has grown over its budget.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const DIST = new URL('../dist/', import.meta.url)
const BUDGETS = { js: 75, css: 10 }
// The views that a signed-in person may land on; the heaviest of them counts.
const LANDINGS = [
  'src/views/InboxView.vue',
  'src/views/ListView.vue',
  'src/views/TodayView.vue',
  'src/views/UpcomingView.vue',
]
const SHELL = 'src/components/AppShell.vue'
const SIGN_IN = 'src/auth/cognito.ts'

const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', DIST), 'utf8'))

/** A chunk and everything it imports statically. */
function closure(name, seen = new Set()) {
  const chunk = manifest[name]
  if (!chunk || seen.has(name)) return seen
  seen.add(name)
  for (const next of chunk.imports ?? []) closure(next, seen)
  return seen
}

function filesOf(names) {
  const chunks = [...names].map((name) => manifest[name])
  return new Set(chunks.flatMap(({ file, css = [] }) => [file, ...css]))
}

const gzipped = (file) => gzipSync(readFileSync(new URL(file, DIST)), { level: 9 }).length / 1000

function weigh(landing) {
  const names = new Set(['index.html', SHELL, landing].flatMap((name) => [...closure(name)]))
  const files = [...filesOf(names)]
  const sum = (ending) =>
    files.filter((file) => file.endsWith(ending)).reduce((total, file) => total + gzipped(file), 0)
  return { landing, names, js: sum('.js'), css: sum('.css') }
}

const weights = LANDINGS.map(weigh)
const failures = []
for (const kind of ['js', 'css']) {
  const worst = weights.reduce((a, b) => (b[kind] > a[kind] ? b : a))
  const line = `First load, ${kind}: ${worst[kind].toFixed(1)} KB gzip of ${BUDGETS[kind]} KB (${worst.landing})`
  console.log(line)
  if (worst[kind] > BUDGETS[kind]) failures.push(`${line}: over budget`)
}

if (!manifest[SIGN_IN]) failures.push(`${SIGN_IN} is no chunk of its own`)
else {
  const parts = [...closure(SIGN_IN)].filter((name) => !closure('index.html').has(name))
  const size = [...filesOf(parts)].reduce((total, file) => total + gzipped(file), 0)
  console.log(`Sign-in chunk: ${size.toFixed(1)} KB gzip, loaded only to sign in`)
}
if (weights.some(({ names }) => names.has(SIGN_IN)))
  failures.push('The sign-in chunk is loaded first')

if (failures.length) {
  console.error(failures.join('\n'))
  process.exit(1)
}
