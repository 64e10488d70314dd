import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, ref, shallowRef, type EffectScope } from 'vue'
import { ApiError } from '@/api'
import type { FieldError } from '@/api/types'
import { AuthError } from '@/auth/errors'
import { belongTo, prefer, preferences } from '@/lib/preferences'
import { setSync, type Sync, type SyncStatus } from '@/sync'
import { useDeletion } from './useDeletion'
import { useDeletionNote } from './useDeletionNote'

const own = { erase: vi.fn() }
const deleteUser = vi.fn()
const leave = vi.fn()
const session = { sub: 'ana' }

vi.mock('@/auth', () => ({ useSession: () => session }))
vi.mock('./useOwn', () => ({ useOwn: () => own }))
vi.mock('./useSecurity', () => ({ useSecurity: () => ({ deleteUser }) }))
vi.mock('./useAccount', () => ({ useAccount: () => ({ leave }) }))

const needed = (...errors: FieldError[]) =>
  new ApiError('problem', { status: 409, code: 'choice_needed', errors })
const missing = (id: string) => ({ field: `lists.${id}`, code: 'missing', detail: '' })
const wipe = vi.fn()
const status = shallowRef<Partial<SyncStatus>>({ trouble: null })
let scope: EffectScope

const kept = () => JSON.parse(localStorage.getItem('doable.deletion') ?? 'null')

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
  scope.run(useDeletionNote)!.drop()
})

afterEach(() => scope.stop())

it('goes on after a reload with what was chosen before it, up to the end', async () => {
  localStorage.setItem(
    'doable.deletion',
    JSON.stringify({ sub: 'ana', lists: { home: 'delete' }, isBegun: true }),
  )
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
  expect(kept()).toBeNull()
  expect(preferences).toMatchObject({ owner: '', withChildren: 'ask' })
})

it('is nobody else’s business in the same browser', () => {
  open().keep({}, true)
  session.sub = 'bob'
  const { isDeleting, note } = open()
  expect([isDeleting.value, note.value]).toEqual([false, null])
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
  expect(kept()).toMatchObject({ sub: 'ana', isBegun: true })
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
