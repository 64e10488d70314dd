import { beforeEach, describe, expect, it } from 'vitest'
import { createClock } from '@/test/syncRig'
import { createSchedule, type Schedule } from './schedule'

let clock: ReturnType<typeof createClock>
let schedule: Schedule
let runs: number
let isVisible: boolean
let pollMs: number

beforeEach(() => {
  clock = createClock(0)
  runs = 0
  isVisible = true
  pollMs = 30_000
  schedule = createSchedule({
    run: () => runs++,
    isVisible: () => isVisible,
    pollMs: () => pollMs,
    now: clock.now,
    random: () => 0.5,
    timers: clock.timers,
  })
})

it('takes changes that come together as one', async () => {
  schedule.soon()
  await clock.pass(200)
  schedule.soon()
  await clock.pass(100)
  expect(runs).toBe(1)
})

describe('after a success', () => {
  it('asks again every 30 s', async () => {
    schedule.succeeded()
    await clock.pass(29_999)
    expect(runs).toBe(0)
    await clock.pass(1)
    expect(runs).toBe(1)
  })

  it.each<[string, () => void]>([
    ['another tab makes it unnecessary', () => schedule.heard()],
    ['nobody sees the page any more', () => (isVisible = false)],
    ['polls become seldom', () => (pollMs = 60_000)],
  ])('takes no poll for granted that is due with a change: %s', async (_, happens) => {
    schedule.succeeded()
    await clock.pass(29_800)
    happens()
    schedule.soon()
    await clock.pass(300)
    expect(runs).toBe(1)
  })

  it('does not ask for a page that nobody sees', async () => {
    isVisible = false
    schedule.succeeded()
    await clock.pass(300_000)
    expect(runs).toBe(0)
  })

  it('does not ask when another tab has just done so', async () => {
    schedule.succeeded()
    await clock.pass(20_000)
    schedule.heard()
    await clock.pass(24_999)
    expect(runs).toBe(0)
    await clock.pass(1)
    expect(runs).toBe(1)
  })

  it('still sends at once what was changed meanwhile', async () => {
    schedule.soon()
    schedule.succeeded()
    await clock.pass(300)
    expect(runs).toBe(1)
  })
})

describe('after failures', () => {
  it('waits twice as long each time, up to a minute, by a random part of it', () => {
    const waits = Array.from({ length: 8 }, () => {
      schedule.failed(null)
      return clock.wait()
    })
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
  })

  it('waits at least as long as the server said', () => {
    schedule.failed(7000)
    expect(clock.wait()).toBe(7500)
  })

  it('is not hurried by a change', () => {
    schedule.failed(7000)
    schedule.soon()
    expect(clock.wait()).toBe(7500)
  })

  it('begins anew after a success, or when someone wants it now', () => {
    schedule.failed(null)
    schedule.failed(null)
    schedule.reset()
    expect(clock.wait()).toBe(Infinity)
    schedule.failed(null)
    expect(clock.wait()).toBe(500)
  })
})

it('does nothing once stopped', async () => {
  schedule.soon()
  schedule.stop()
  schedule.soon()
  await clock.pass(100_000)
  expect(runs).toBe(0)
})
