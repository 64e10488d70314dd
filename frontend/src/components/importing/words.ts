import type { Trouble } from '@/composables/useImport'
import { t } from '@/i18n/rest'

const MEGABYTE = 1024 * 1024

/** What is wrong with a file, and what to do. */
export function wordsOf(trouble: Trouble): string {
  if (trouble === 'failed') return t.fileProblem.failed
  if ('room' in trouble) return t.fileProblem.noRoom(trouble.needed, trouble.room)
  const { problem, line = 0, limit = 0 } = trouble
  const say = t.fileProblem[problem]
  if (typeof say === 'string') return say
  return say(line || (problem === 'tooLarge' ? limit / MEGABYTE : limit))
}
