import { describe, expect, it } from 'vitest'
import type { Messages } from '.'
import { messages as en } from './languages/en'

const OTHERS = Object.entries(
  import.meta.glob<Messages>(['./languages/*.ts', '!./languages/en.ts'], {
    import: 'messages',
    eager: true,
  }),
).map(([path, messages]) => [path.slice(-'de.ts'.length, -'.ts'.length), messages] as const)

const SOURCES = Object.values(
  import.meta.glob<string>(['../**/*.{ts,vue}', '!../**/*.spec.ts', '!./**'], {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
).join('\n')

/** What two languages have in common. */
const SAME: Record<string, readonly string[]> = {
  de: [
    'colour.orange',
    'rows.filter',
    'field.name',
    'field.tags',
    'theme.system',
    'said.details',
    'sync.offline',
    'entry.code',
    'quickAdd.tag',
    'notes.links',
    'keys.Alt',
    'keys.Escape',
    'keys.Tab',
    'install.title',
    'sharing.roleChanged',
  ],
}

/** Read by a key that is a value of its own, such as a colour. */
const KEYED = [
  'colour',
  'dueFilter',
  'field',
  'fileProblem',
  'filter',
  'keys',
  'loss',
  'past',
  'priority',
  'reason',
  'refused',
  'shortcut',
  'sort',
  'sync',
  'theme',
  'tried',
  'trouble',
]

type Message = string | ((...args: unknown[]) => unknown)

const isMessage = (text: unknown): text is Message =>
  typeof text === 'string' || typeof text === 'function'

/** Every message under a name such as "nav.inbox"; what the page understands is none. */
const walk = (messages: Messages): [name: string, message: Message][] =>
  Object.entries(messages).flatMap(([section, texts]) =>
    Object.entries<unknown>(texts)
      .filter((pair): pair is [string, Message] => isMessage(pair[1]))
      .map(([key, text]): [string, Message] => [`${section}.${key}`, text]),
  )

/** They are told how many there are for the sake of their verb. */
const BENT = new Set(
  ['due', 'dueAt', 'dueAllDay', 'notDue', 'tagged', 'untagged']
    .map((key) => `said.${key}`)
    .concat('choose.due'),
)

const ARGS = [2, 3, 4]
const textOf = (message: Message) =>
  String(typeof message === 'string' ? message : message(...ARGS.slice(0, message.length)))

describe.each([['en', en] as const, ...OTHERS])('in %s', (_, messages) => {
  it.each(walk(messages))('%s says something, with all that it is given in it', (name, message) => {
    const text = textOf(message)
    expect(text.trim()).not.toBe('')
    expect(text).not.toMatch(/undefined|NaN|#(?!\w)/)
    const given = message instanceof Function ? message.length : 0
    for (const arg of ARGS.slice(0, BENT.has(name) ? Math.min(given, 1) : given))
      expect(text).toContain(String(arg))
  })
})

describe.each(OTHERS)('%s', (language, messages) => {
  it('has the messages of English, in their order', () => {
    expect(walk(messages).map(([name]) => name)).toEqual(walk(en).map(([name]) => name))
  })

  it('is translated, all of it', () => {
    const english = new Map(walk(en).map(([name, message]) => [name, textOf(message)]))
    const same = walk(messages).filter(([name, message]) => textOf(message) === english.get(name))
    expect(same.map(([name]) => name).sort()).toEqual([...(SAME[language] ?? [])].sort())
  })
})

it.each(KEYED)('the page reads of “%s” what it needs', (section) => {
  expect(SOURCES).toMatch(new RegExp(`\\bt\\.${section}(\\[|;|$)`, 'm'))
})

it('the page says all that it can say', () => {
  const isUsed = (name: string) =>
    KEYED.includes(name.split('.')[0]!) ||
    new RegExp(`\\bt\\.${name.replace('.', '\\.')}\\b`).test(SOURCES)
  const dead = walk(en).filter(([name]) => !isUsed(name))
  expect(dead.map(([name]) => name)).toEqual([])
})
