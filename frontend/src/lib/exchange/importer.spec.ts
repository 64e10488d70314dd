// @vitest-environment node
import { expect, it } from 'vitest'
import { CONTEXT, emptyAccount } from './arbitraries'
import { createImporter } from './importer'
import { fileOf, make } from './making'
import type { Preview } from './types'

const rows = (count: number) => Array.from({ length: count }, (_, n) => `Home,1,To-do ${n}`)
const table = (...lines: string[]) => fileOf('x.csv', ['List,Level,Title', ...lines].join('\n'))

async function opened(file: ReturnType<typeof fileOf>, account = emptyAccount()) {
  const importer = createImporter()
  expect(importer.read(file, CONTEXT)).toBeNull()
  return { importer, preview: (await importer.prepare(account, [])) as Preview }
}

it('tells what comes in, and where', async () => {
  const { preview } = await opened(table('Inbox,1,a', 'Home,1,b', 'Home,2,c'))
  expect(preview).toMatchObject({ source: 'csv', created: 3, there: 0, ops: 4 })
  expect(preview.lists).toEqual([
    { id: emptyAccount().inboxId, count: 1 },
    { id: expect.any(String), name: 'Home', count: 2 },
  ])
})

it('groups what is lost, and cuts what nobody reads', async () => {
  const long = 'x'.repeat(900)
  const { preview } = await opened(table(`Home,1,${long}`, `Home,1,${long}`))
  expect(preview.losses.map(({ code, losses }) => [code, losses.length])).toEqual([['title', 2]])
  expect(preview.losses[0]!.losses[0]!.text).toHaveLength(200)
})

it('gives it bit by bit, in order, and nothing twice', async () => {
  const { importer } = await opened(table(...rows(200)))
  const bits = [importer.take(100), importer.take(1), importer.take(10_000), importer.take(100)]
  const sizes = bits.map((bit) => bit.flatMap(({ ops }) => ops).length)
  expect(sizes).toEqual([90, 45, 66, 0])
  expect([...make(emptyAccount(), bits.flat()).todos]).toHaveLength(200)
})

it('goes on from where it is, and leaves alone what is there', async () => {
  const { importer } = await opened(table(...rows(100)))
  const account = make(emptyAccount(), importer.take(60))
  const preview = await importer.prepare(account, [])
  expect(preview).toMatchObject({ there: 44, created: 56, ops: 56 })
  expect([...make(account, importer.take(1_000)).todos]).toHaveLength(100)
})

it('gives nothing of what was asked for before', async () => {
  const { importer } = await opened(table(...rows(100)))
  const account = make(emptyAccount(), importer.take(1_000))
  const [older, newer] = [importer.prepare(emptyAccount(), []), importer.prepare(account, [])]
  for (const one of [newer, older]) {
    await one
    expect(importer.take(1_000)).toEqual([])
  }
})

it('says why a file cannot be read', () => {
  const importer = createImporter()
  const file = { name: 'x.zip', bytes: new Uint8Array([0x50, 0x4b, 3, 4]) }
  expect(importer.read(file, CONTEXT)).toEqual({ problem: 'zip' })
})
