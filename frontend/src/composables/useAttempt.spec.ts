import { expect, it } from 'vitest'
import { ApiError } from '@/api'
import { useAttempt } from './useAttempt'

const problem = (code: string) => new ApiError('problem', { status: 409, code, detail: 'So it is' })

async function failureOf(error: unknown, reasons?: Record<string, string>): Promise<string> {
  const { attempt, failure } = useAttempt(reasons)
  await attempt(() => Promise.reject(error))
  return failure.value
}

it('does one thing at a time, and can do the next one then', async () => {
  const { attempt, isBusy } = useAttempt()
  let finish = () => {}
  const done: string[] = []
  const first = attempt(() => new Promise<void>((resolve) => (finish = resolve)))
  expect(isBusy.value).toBe(true)
  await attempt(async () => void done.push('meanwhile'))
  finish()
  await first
  await attempt(async () => void done.push('then'))
  expect(done).toEqual(['then'])
})

it('says why it did not work, and forgets that when it is tried again', async () => {
  const { attempt, failure } = useAttempt({ limit_reached: 'No room' })
  await attempt(() => Promise.reject(problem('limit_reached')))
  expect(failure.value).toBe('No room')
  await attempt(async () => {})
  expect(failure.value).toBe('')
})

it.each([
  [new ApiError('offline', {}), /needs a connection/],
  [new ApiError('timeout', {}), /needs a connection/],
  [problem('account_deleted'), /account is being deleted/],
  [problem('something_new'), /So it is/],
  [new Error('a mistake of ours'), /did not work/],
])('has words for %s', async (error, words) => {
  expect(await failureOf(error)).toMatch(words)
})
