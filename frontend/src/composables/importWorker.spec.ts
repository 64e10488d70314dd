import { expect, it, vi } from 'vitest'
import { openImportWorker } from './importWorker'

vi.mock('@/lib/exchange/importer.worker?worker&url', () => ({ default: '/importer.js' }))

it('answers at once, and with an error, whoever asks a worker that is gone', async () => {
  const started: { onerror?: () => void; postMessage: () => void }[] = []
  vi.stubGlobal(
    'Worker',
    class {
      postMessage = () => {}
      terminate = () => {}
      constructor() {
        started.push(this)
      }
    },
  )
  const importer = openImportWorker()
  const before = importer.take(1)
  started[0]!.onerror!()
  await expect(before).rejects.toThrow('gone')
  await expect(importer.take(1)).rejects.toThrow('gone')
})
