import { beforeEach, expect, it, vi } from 'vitest'
import { ApiError } from '@/api'
import { useCalendar } from './useCalendar'

const own = { calendar: vi.fn(), makeCalendar: vi.fn(), removeCalendar: vi.fn() }

vi.mock('./useOwn', () => ({ useOwn: () => own }))

const NONE = { exists: false, createdAt: null, listId: null }
const there = (listId: string | null) => ({
  exists: true,
  createdAt: '2026-11-26T12:00:00.000Z',
  listId,
})

beforeEach(() => {
  vi.resetAllMocks()
  vi.stubGlobal('location', { origin: 'https://doable.example' })
  own.calendar.mockResolvedValue(NONE)
  own.makeCalendar.mockImplementation(async (listId: string | null) => ({
    path: '/api/calendar/secret.ics',
    about: there(listId),
  }))
  own.removeCalendar.mockResolvedValue(undefined)
})

it('tells an address to subscribe to, once it is made', async () => {
  const { look, make, address, subscription, calendar } = useCalendar()
  await look()
  expect([address.value, subscription.value, calendar.value]).toEqual(['', '', NONE])
  await make('home')
  expect(own.makeCalendar).toHaveBeenCalledExactlyOnceWith('home')
  expect(address.value).toBe('https://doable.example/api/calendar/secret.ics')
  expect(subscription.value).toBe('webcal://doable.example/api/calendar/secret.ics')
  expect(calendar.value).toEqual(there('home'))
})

it('knows of one that was made before that it is there, and not which one it is', async () => {
  own.calendar.mockResolvedValue(there(null))
  const { look, address, calendar } = useCalendar()
  await look()
  expect([calendar.value?.exists, address.value]).toEqual([true, ''])
})

it('forgets the address that is removed, and none that may still be there', async () => {
  const { make, remove, address, calendar, failure } = useCalendar()
  await make(null)
  own.removeCalendar.mockRejectedValueOnce(new ApiError('offline', {}))
  await remove()
  expect(address.value).not.toBe('')
  expect(failure.value).toMatch(/needs a connection/)
  await remove()
  expect([address.value, calendar.value]).toEqual(['', NONE])
})

it('sees what was made although the answer was lost, and shows the dead address no more', async () => {
  const { look, make, address, calendar, failure } = useCalendar()
  await look()
  await make(null)
  own.makeCalendar.mockRejectedValueOnce(new ApiError('offline', {}))
  own.calendar.mockResolvedValue({ ...there('home'), createdAt: '2026-11-26T12:01:00.000Z' })
  expect(await make('home')).toBe(false)
  expect([address.value, calendar.value?.listId]).toEqual(['', 'home'])
  expect(failure.value).toMatch(/needs a connection/)
})

it('does nothing while something else is done, and says so', async () => {
  const { make, remove } = useCalendar()
  const making = make(null)
  expect(await remove()).toBe(false)
  expect(own.removeCalendar).not.toHaveBeenCalled()
  expect(await making).toBe(true)
})
