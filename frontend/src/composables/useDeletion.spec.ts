import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, ref, shallowRef, type EffectScope } from 'vue'
import { ApiError } from '@/api'
import type { FieldError } from '@/api/types'
import { AuthError } from '@/auth/errors'
import { belongTo, prefer, preferences } from '@/lib/preferences'
import { setSync, type Sync, type SyncStatus } from '@/sync'
import type * as Account from './useAccount'
import { useDeletion } from './useDeletion'
import { useDeletionNote } from './useDeletionNote'

const own = { erase: vi.fn() }
const deleteUser = vi.fn()
const leave = vi.fn()
const session = { sub: 'ana' }

vi.mock('@/auth', () => ({ useSession: () => session }))
vi.mock('./useOwn', () => ({ useOwn: () => own }))
vi.mock('./useSecurity', () => ({ useSecurity: () => ({ deleteUser }) }))
vi.mock('./useAccount', async (original) => ({
  ...(await original<typeof Account>()),
  useAccount: () => ({ leave }),
}))

const needed = (...errors: FieldError[]) =>
  new ApiError('problem', { status: 409, code: 'choice_needed', errors })
const missing = (id: string) => ({ field: `lists.${id}`, code: 'missing', detail: '' })
const wipe = vi.fn()
const status = shallowRef<Partial<SyncStatus>>({ trouble: null })
let scope: EffectScope

const HOUR = 60 * 60 * 1000
const kept = () => JSON.parse(localStorage.getItem('doable.deletion') ?? 'null')

/** As another visit left it. */
const leaveNote = (hoursAgo: number, sub = 'ana', lists = {}) =>
  localStorage.setItem(
    'doable.deletion',
    JSON.stringify({ [sub]: { lists, isBegun: true, at: Date.now() - hoursAgo * HOUR } }),
  )

function open() {
  const opened = scope.run(() => ({ ...useDeletion(), ...useDeletionNote() }))!
  return opened
}

beforeEach(() => {
  vi.resetAllMocks()
  session.sub = 'ana'
  setActivePinia(createPinia())
  setSync({ wipe, status, notices: ref([]), close: () => {} } as unknown as Sync)
  status.value = { trouble: null }
  wipe.mockResolvedValue(undefined)
  deleteUser.mockResolvedValue(undefined)
  leave.mockResolvedValue(undefined)
  own.erase.mockResolvedValue({ done: true })
  scope = effectScope()
  localStorage.setItem('doable.deletion', '{}')
})

afterEach(() => scope.stop())

it('goes on after a reload with what was chosen before it, up to the end', async () => {
  leaveNote(23, 'ana', { home: 'delete' })
  const { start, isDeleting } = open()
  expect(isDeleting.value).toBe(true)
  belongTo('ana')
  prefer('withChildren', 'always')
  own.erase.mockResolvedValueOnce({ done: false })
  start()
  await flushPromises()
  expect(own.erase.mock.calls).toEqual([[{ home: 'delete' }], [{ home: 'delete' }]])
  expect(wipe).toHaveBeenCalledOnce()
  expect(wipe.mock.invocationCallOrder[0]).toBeLessThan(deleteUser.mock.invocationCallOrder[0]!)
  expect(leave).toHaveBeenCalledExactlyOnceWith('deleted')
  expect(kept()).toEqual({})
  expect(preferences).toMatchObject({ owner: '', withChildren: 'ask' })
})

it('is nobody else’s business in the same browser', () => {
  open().keep({ home: 'delete' }, true)
  session.sub = 'bob'
  const { isDeleting, note, keep, drop } = open()
  expect([isDeleting.value, note.value]).toEqual([false, null])
  keep({}, false)
  drop()
  expect(kept()).toMatchObject({ ana: { lists: { home: 'delete' }, isBegun: true } })
  session.sub = 'ana'
  expect(open().isDeleting.value).toBe(true)
})

it('erases no account that the person may have made after one that was deleted', () => {
  leaveNote(25)
  expect(open().isDeleting.value).toBe(false)
})

it('asks again after a day where the server still knows of it, and goes on with what was chosen', async () => {
  leaveNote(25, 'ana', { home: 'delete' })
  status.value = { trouble: { kind: 'deleted' } }
  const { start, goOn, phase, isDeleting } = open()
  expect(isDeleting.value).toBe(true)
  start()
  await flushPromises()
  expect([phase.value, own.erase.mock.calls.length]).toEqual(['asked', 0])
  await goOn()
  expect(own.erase).toHaveBeenCalledExactlyOnceWith({ home: 'delete' })
})

it('does not get younger by going on', async () => {
  leaveNote(23)
  const { at } = kept().ana
  own.erase.mockRejectedValueOnce(new ApiError('problem', { status: 403 }))
  open().start()
  await flushPromises()
  expect(kept().ana).toMatchObject({ isBegun: true, at })
})

it('forgets what others left long ago', () => {
  leaveNote(25, 'bob')
  open().keep({}, false)
  expect(Object.keys(kept())).toEqual(['ana'])
})

it('does not go on by itself for who signs out and comes back', async () => {
  const { keep, start, signOut, phase } = open()
  keep({}, true)
  deleteUser.mockRejectedValueOnce(new AuthError('offline'))
  start()
  await flushPromises()
  expect(phase.value).toBe('user')
  await signOut()
  expect(leave).toHaveBeenCalledExactlyOnceWith()
  expect(open().isDeleting.value).toBe(false)
})

it('takes the copy away before the user of the pool', async () => {
  let wiped = () => {}
  wipe.mockReturnValue(new Promise<void>((resolve) => (wiped = resolve)))
  const { keep, start } = open()
  keep({}, true)
  start()
  await flushPromises()
  expect(deleteUser).not.toHaveBeenCalled()
  wiped()
  await flushPromises()
  expect(deleteUser).toHaveBeenCalledOnce()
})

it('asks first where it was begun on another device, and erases nothing until then', async () => {
  const { start, goOn, phase, isDeleting } = open()
  expect(isDeleting.value).toBe(false)
  status.value = { trouble: { kind: 'deleted' } }
  expect(isDeleting.value).toBe(true)
  start()
  await flushPromises()
  expect([phase.value, own.erase.mock.calls.length]).toEqual(['asked', 0])
  await goOn()
  expect(leave).toHaveBeenCalledWith('deleted')
})

it('asks about lists that lack a choice, and keeps the choices that hold', async () => {
  const { keep, start, goOn, phase, lacking } = open()
  keep({ club: 'delete' }, true)
  own.erase.mockRejectedValueOnce(needed(missing('home')))
  start()
  await flushPromises()
  expect([phase.value, lacking.value]).toEqual(['choice', ['home']])
  expect(leave).not.toHaveBeenCalled()
  await goOn({ home: { handOverTo: 'bob' } })
  const chosen = { club: 'delete', home: { handOverTo: 'bob' } }
  expect(own.erase).toHaveBeenLastCalledWith(chosen)
})

it('says that the sign-in is left, and tries again', async () => {
  const { keep, start, finish, phase, failure } = open()
  keep({}, true)
  deleteUser.mockRejectedValueOnce(new AuthError('offline'))
  start()
  await flushPromises()
  expect(phase.value).toBe('user')
  expect(failure.value).toMatch(/connection/)
  expect(kept()).toMatchObject({ ana: { isBegun: true } })
  expect(leave).not.toHaveBeenCalled()
  await finish()
  expect(leave).toHaveBeenCalledWith('deleted')
  expect(own.erase).toHaveBeenCalledOnce()
})

it('says why the server refuses it, and can be asked again', async () => {
  const { keep, start, goOn, phase, failure } = open()
  keep({}, true)
  own.erase.mockRejectedValueOnce(new ApiError('problem', { status: 403, detail: 'Not here' }))
  start()
  await flushPromises()
  expect([phase.value, failure.value]).toEqual(['refused', 'Not here'])
  await goOn()
  expect(leave).toHaveBeenCalledWith('deleted')
})
