import { ref } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createSession, createVault, setSession } from '@/auth'
import DeleteAccount from '@/components/deletion/DeleteAccount.vue'
import SignOutConfirm from '@/components/shell/SignOutConfirm.vue'
import { eventually } from '@/test/eventually'
import { mountPage } from '@/test/mountPage'

const isRunning = ref(false)
let page: Awaited<ReturnType<typeof mountPage>>

vi.mock('@/composables/useImport', () => ({ useImport: () => ({ isRunning }) }))

const words = () => document.querySelector('dialog')!.textContent

beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= () => {}
  const endpoint = { refresh: async () => null, revoke: async () => {} }
  setSession(createSession({ endpoint, vault: createVault() }))
})

afterEach(() => {
  page.unmount()
  document.body.innerHTML = ''
})

it.each([
  ['an account is deleted', DeleteAccount],
  ['one signs out', SignOutConfirm],
])('is said before %s, for as long as there is one', async (_, dialog) => {
  isRunning.value = true
  page = await mountPage(dialog)
  await eventually(() => expect(words()).toContain('An import is still running'))
  isRunning.value = false
  await eventually(() => expect(words()).not.toContain('An import is still running'))
})
