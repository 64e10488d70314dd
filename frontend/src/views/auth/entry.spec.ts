import {
  configure,
  fireEvent,
  getByLabelText,
  queryByText,
  screen,
  waitFor,
} from '@testing-library/dom'
import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, type Router } from 'vue-router'
import App from '@/App.vue'
import { createSession, createTokenEndpoint, createVault, setSession } from '@/auth'
import { cognitoAddress, setConfig } from '@/config'
import { createAppRouter } from '@/router'
import { entryRoutes } from '@/router/entry'
import { createFakeCognito } from '@/test/cognito'

// SRP is real work, and machines are slow at times.
configure({ asyncUtilTimeout: 8000 })

const CONFIG = {
  stage: 'local',
  region: 'eu-central-1',
  userPoolId: 'eu-central-1_Abc123',
  userPoolClientId: 'client',
  cognitoEndpoint: 'http://127.0.0.1:5000/_cognito',
  version: 'test',
}
const EMAIL = 'ana@example.org'
const PASSWORD = 'correct horse battery'

const page = (name: string) => ({ template: '<h1>x</h1>', render: () => name })
const routes = [
  ...entryRoutes,
  { path: '/', component: page('Home') },
  { path: '/today', component: page('Today') },
]

let cognito: ReturnType<typeof createFakeCognito>
let router: Router
let wrapper: VueWrapper
let session: ReturnType<typeof createSession>

async function open(path: string): Promise<void> {
  setConfig(CONFIG)
  const endpoint = createTokenEndpoint({ endpoint: cognitoAddress(CONFIG), clientId: 'client' })
  session = createSession({ endpoint, vault: createVault() })
  setSession(session)
  const pinia = createPinia()
  router = createAppRouter(routes, createMemoryHistory())
  wrapper = mount(App, { global: { plugins: [pinia, router] }, attachTo: document.body })
  await router.push(path)
}

const at = (path: string) => waitFor(() => expect(router.currentRoute.value.path).toBe(path))
const heading = (name: string) => screen.findByRole('heading', { level: 1, name })
const field = (label: string) => getByLabelText<HTMLInputElement>(document.body, label)
const type = (label: string, value: string) => fireEvent.input(field(label), { target: { value } })
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
// What a screen reader says of a field: what `aria-describedby` points at.
const about = (label: string) =>
  document.getElementById(field(label).getAttribute('aria-describedby') ?? '')?.textContent

/** Enter in a field submits its form; happy-dom leaves that to us. */
const submit = (name: string) =>
  fireEvent.submit(screen.getByRole('button', { name }).closest('form')!)

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  cognito = createFakeCognito()
  vi.stubGlobal('fetch', cognito.fetch)
})

afterEach(async () => {
  wrapper.unmount()
  await session.signOut()
})

describe('signing up', () => {
  async function signUp(): Promise<void> {
    await open('/signup')
    await heading('Create an account')
    await type('E-mail', ` ${EMAIL} `)
    await type('Password', PASSWORD)
    await submit('Create account')
    await heading('Confirm your address')
  }

  it('leads over the code right into the page, without the password being asked again', async () => {
    await signUp()
    expect(about('Code')).toContain('123456')
    await type('Code', '123 456')
    await submit('Confirm')
    await at('/')
    expect(cognito.calls).toEqual([
      'SignUp',
      'ConfirmSignUp',
      'InitiateAuth',
      'RespondToAuthChallenge',
    ])
    expect(session.email).toBe(EMAIL)
    expect(localStorage.length).toBe(0)
  })

  it('keeps address and password out of the URL and of storage', async () => {
    await signUp()
    expect(router.currentRoute.value.fullPath).toBe('/confirm')
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toMatch(/example|horse/)
  })

  it('says what is wrong with a code, and goes there', async () => {
    await signUp()
    await type('Code', '999999')
    await submit('Confirm')
    await waitFor(() => expect(about('Code')).toContain('not the code'))
    expect(document.activeElement).toBe(field('Code'))
  })

  it('sends another code, but not at once again', async () => {
    await signUp()
    await press('Send a new code')
    await screen.findByText('A new code is on its way.')
    await press('Send a new code')
    expect(cognito.calls.filter((call) => call === 'ResendConfirmationCode')).toHaveLength(1)
  })

  it('asks for ten characters before it asks Cognito', async () => {
    await open('/signup')
    await heading('Create an account')
    await type('E-mail', EMAIL)
    await type('Password', 'short')
    await submit('Create account')
    await waitFor(() => expect(about('Password')).toContain('at least 10 characters'))
    expect(document.activeElement).toBe(field('Password'))
    expect(field('Password').getAttribute('aria-invalid')).toBe('true')
    expect(cognito.calls).toEqual([])
  })

  it('tells of an account that exists', async () => {
    cognito.addPerson(EMAIL)
    await open('/signup')
    await heading('Create an account')
    await type('E-mail', EMAIL)
    await type('Password', PASSWORD)
    await submit('Create account')
    await waitFor(() => expect(about('E-mail')).toContain('There is an account'))
    expect(document.activeElement).toBe(field('E-mail'))
  })
})

describe('signing in', () => {
  async function signIn(path = '/signin'): Promise<void> {
    await open(path)
    await heading('Sign in')
    await type('E-mail', EMAIL)
    await type('Password', PASSWORD)
    await submit('Sign in')
  }

  it('leads to the page that was wanted, by SRP: the password is never sent', async () => {
    await signIn('/today?filter=active')
    await at('/today')
    expect(router.currentRoute.value.fullPath).toBe('/today?filter=active')
    expect(cognito.wire()).not.toContain(PASSWORD)
  })

  it('goes nowhere but to its own pages', async () => {
    await signIn('/signin?next=//evil.example')
    await at('/')
  })

  it('lasts for who wants that', async () => {
    await open('/signin')
    await heading('Sign in')
    await fireEvent.click(field('Keep me signed in on this device'))
    await type('E-mail', EMAIL)
    await type('Password', PASSWORD)
    await submit('Sign in')
    await at('/')
    expect(Object.keys(localStorage)).toEqual(['doable.session'])
  })

  it('says when the password is wrong, and takes the next try', async () => {
    cognito.refuseSignIn({
      type: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    })
    await signIn()
    await waitFor(() => expect(about('Password')).toContain('do not match'))
    expect(document.activeElement).toBe(field('Password'))
    expect(field('E-mail').value).toBe(EMAIL)
    await screen.findByRole('button', { name: 'Sign in' })
  })

  it('leads to the code when the address is not confirmed yet', async () => {
    cognito.addPerson(EMAIL, false)
    await signIn()
    await heading('Confirm your address')
    expect(queryByText(document.body, new RegExp(EMAIL))).not.toBeNull()
    await type('Code', '123456')
    await submit('Confirm')
    await at('/')
  })

  it('says so when there is no connection', async () => {
    vi.stubGlobal('navigator', { ...navigator, onLine: false })
    await open('/signin')
    await heading('Sign in')
    cognito.goOffline()
    await type('E-mail', EMAIL)
    await type('Password', PASSWORD)
    await submit('Sign in')
    const alert = screen.getByRole('alert')
    await waitFor(() => expect(alert.textContent).toContain('no connection'))
    cognito.goOnline()
  })

  it('shows that it is busy, and sends once', async () => {
    await open('/signin')
    await heading('Sign in')
    await type('E-mail', EMAIL)
    await type('Password', PASSWORD)
    await submit('Sign in')
    const button = screen.getByRole('button', { name: 'Signing in…' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    await fireEvent.submit(button.closest('form')!)
    await at('/')
    expect(cognito.calls.filter((call) => call === 'InitiateAuth')).toHaveLength(1)
  })

  it('shows the password on demand', async () => {
    await open('/signin')
    await heading('Sign in')
    expect(field('Password').type).toBe('password')
    await press('Show password')
    expect(field('Password').type).toBe('text')
  })

  it('tells password managers what is what', async () => {
    await open('/signin')
    await heading('Sign in')
    expect(field('E-mail').autocomplete).toBe('username')
    expect(field('Password').autocomplete).toBe('current-password')
    expect(document.title).toBe('Sign in · Doable')
  })

  it('is no place for someone who is signed in', async () => {
    await signIn()
    await at('/')
    await router.push('/signin')
    expect(router.currentRoute.value.path).toBe('/')
  })
})

describe('a forgotten password', () => {
  it('is replaced with a code, and the person is in', async () => {
    await open('/forgot')
    await heading('Forgot your password?')
    await type('E-mail', EMAIL)
    await submit('Send the code')
    await heading('Choose a new password')
    expect(field('E-mail').value).toBe(EMAIL)
    expect(field('Code').getAttribute('autocomplete')).toBe('one-time-code')
    expect(about('Code')).toContain('654321')
    await type('Code', '654321')
    await type('New password', PASSWORD)
    await submit('Change password')
    await at('/')
    expect(cognito.calls.slice(0, 2)).toEqual(['ForgotPassword', 'ConfirmForgotPassword'])
  })

  it('needs the right code', async () => {
    await open('/reset')
    await heading('Choose a new password')
    await type('E-mail', EMAIL)
    await type('Code', '111111')
    await type('New password', PASSWORD)
    await submit('Change password')
    await waitFor(() => expect(about('Code')).toContain('not the code'))
  })
})
