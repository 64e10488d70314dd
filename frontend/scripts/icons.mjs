// `node scripts/icons.mjs`: draws the PNGs of public/icons from public/icon.svg and favicon.svg, with
// Chromium. They are kept in Git, so that no build needs a browser.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PUBLIC = fileURLToPath(new URL('../public/', import.meta.url))
const CHROMIUM = process.env.CHROMIUM ?? 'chromium'

const read = (name) => readFileSync(join(PUBLIC, name), 'utf8')
const whole = read('icon.svg')
/** The whole drawing, larger, in a tile of its own: systems that cut nothing off show it as it is. */
const tile = whole
  .replace(
    'M0 0h24v24H0z',
    'M5.5 0h13a5.5 5.5 0 0 1 5.5 5.5v13a5.5 5.5 0 0 1-5.5 5.5h-13A5.5 5.5 0 0 1 0 18.5v-13A5.5 5.5 0 0 1 5.5 0z',
  )
  .replace('translate(5.4 5.4) scale(.55)', 'translate(4.2 4.2) scale(.65)')
/** Only its shape counts: the system gives it a colour. */
const shape = read('favicon.svg').replace(/stroke="#\w+"/, 'stroke="#fff"')

const ICONS = [
  ['icon-192.png', 192, tile],
  ['icon-512.png', 512, tile],
  ['maskable-512.png', 512, whole],
  [
    'apple-touch-icon.png',
    180,
    whole.replace('translate(5.4 5.4) scale(.55)', 'translate(4.2 4.2) scale(.65)'),
  ],
  ['badge-96.png', 96, shape],
]

const folder = mkdtempSync(join(tmpdir(), 'icons-'))
for (const [name, size, svg] of ICONS) {
  const page = join(folder, 'icon.html')
  const style = `html,body{margin:0}svg{display:block;width:${size}px;height:${size}px}`
  writeFileSync(page, `<!doctype html><style>${style}</style>${svg}`)
  execFileSync(CHROMIUM, [
    '--headless',
    '--no-sandbox',
    '--hide-scrollbars',
    '--force-device-scale-factor=1',
    '--default-background-color=00000000',
    `--window-size=${size},${size}`,
    `--screenshot=${join(PUBLIC, 'icons', name)}`,
    page,
  ])
}
rmSync(folder, { recursive: true })
