import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { ApiError } from '@/api'
import { useErasing } from './useErasing'

const own = { erase: vi.fn() }

vi.mock('./useOwn', () => ({ useOwn: () => own }))

const OFFLINE = new ApiError('offline', {})
const problem = (status: number, code: string, retryAfterMs?: number) =>
  new ApiError('problem', { status, code }, { retryAfterMs })
const LISTS = { home: 'delete' } as const
let scope: EffectScope

const open = () => scope.run(useErasing)!

beforeEach(() => {
  vi.useFakeTimers()
  vi.resetAllMocks()
  own.erase.mockResolvedValue({ done: true })
  scope = effectScope()
})

afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

it('asks until all is done, with the choices each time', async () => {
  own.erase.mockResolvedValueOnce({ done: false }).mockResolvedValueOnce({ done: false })
  await open().askUntilDone(LISTS)
  expect(own.erase.mock.calls).toEqual([[LISTS], [LISTS], [LISTS]])
})

it.each([
  ['a server that is busy', problem(503, 'unavailable', 3_000), 3_000],
  ['a gateway that gave up', problem(504, 'internal'), 1_000],
  ['too many requests', problem(429, 'internal'), 1_000],
])('comes back after %s, when it may', async (_, error, ms) => {
  own.erase.mockRejectedValueOnce(error)
  const { ask, state } = open()
  const asking = ask(LISTS, false)
  await vi.advanceTimersByTimeAsync(ms - 1)
  expect([state.value, own.erase.mock.calls.length]).toEqual(['busy', 1])
  await vi.advanceTimersByTimeAsync(1)
  expect(await asking).toBe(true)
  expect(state.value).toBe('still')
})

it('waits longer and longer, and half a minute at the most', async () => {
  own.erase.mockRejectedValue(problem(503, 'unavailable'))
  void open()
    .ask(LISTS, false)
    .catch(() => {})
  await vi.advanceTimersByTimeAsync(31_000)
  expect(own.erase).toHaveBeenCalledTimes(6) // at 0, 1, 3, 7, 15 and 31 s
  await vi.advanceTimersByTimeAsync(60_000)
  expect(own.erase).toHaveBeenCalledTimes(8)
})

it('goes on by itself when the network is back, once it is begun', async () => {
  own.erase.mockRejectedValueOnce(OFFLINE)
  const { askUntilDone, state } = open()
  const asking = askUntilDone(LISTS)
  await vi.advanceTimersByTimeAsync(10)
  expect(state.value).toBe('offline')
  window.dispatchEvent(new Event('online'))
  await asking
  expect(own.erase).toHaveBeenCalledTimes(2)
})

it('does not begin behind the back of who has no network', async () => {
  own.erase.mockRejectedValueOnce(OFFLINE)
  await expect(open().ask(LISTS, false)).rejects.toBe(OFFLINE)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(own.erase).toHaveBeenCalledOnce()
})

it.each([problem(409, 'choice_needed'), problem(401, 'unauthorized'), new Error('ours')])(
  'gives up where asking again changes nothing: %s',
  async (error) => {
    own.erase.mockRejectedValueOnce(error)
    const { askUntilDone, state } = open()
    await expect(askUntilDone(LISTS)).rejects.toBe(error)
    expect(state.value).toBe('still')
  },
)

it('asks no more when nobody is there to see it', async () => {
  own.erase.mockRejectedValue(problem(503, 'unavailable'))
  const asking = open().ask(LISTS, false)
  const ended = expect(asking).rejects.toThrow()
  await vi.advanceTimersByTimeAsync(10)
  expect(own.erase).toHaveBeenCalledOnce()
  scope.stop()
  await ended
  await vi.advanceTimersByTimeAsync(60_000)
  expect(own.erase).toHaveBeenCalledOnce()
})

it.each([true, false])(
  'takes no further step when nobody is there, whatever was answered: done %s',
  async (done) => {
    own.erase.mockImplementationOnce(async () => {
      scope.stop()
      return { done }
    })
    await expect(open().askUntilDone(LISTS)).rejects.toThrow()
    expect(own.erase).toHaveBeenCalledOnce()
  },
)
