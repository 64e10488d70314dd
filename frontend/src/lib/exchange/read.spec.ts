// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from '@/test/properties'
import { describe, expect, it } from 'vitest'
import { isDate } from '@/lib/days'
import { bytesOf } from '@/lib/limits'
import { parseRule } from '@/lib/recurrence'
import { account, context, CONTEXT, emptyAccount } from './arbitraries'
import { MAX_BYTES } from './decode'
import { writeCsv, writeIcs, writeJson, writeTodoTxt } from './index'
import { isProblem, read } from './read'
import { fileOf, make, planOf, workOf } from './making'
import type { ImportContext, ImportFile, Plan, PlanTodo } from './types'

const NOW = '2026-11-23T12:00:00.000Z'
const samples = join(import.meta.dirname, 'samples')
const SAMPLES = readdirSync(samples).map((name) => ({
  name,
  bytes: new Uint8Array(readFileSync(join(samples, name))),
}))
const NAMES = ['x.json', 'x.csv', 'x.txt', 'x.ics', 'x', '__proto__', '.']

const length = (text: string) => [...text].length
const isTrimmed = (text: string) => text === text.trim()

function expectTodo(todo: PlanTodo): void {
  const { title, notes = '', tags = [], due, dueTime, repeat } = todo
  expect(length(title) >= 1 && length(title) <= 500 && isTrimmed(title)).toBe(true)
  expect(bytesOf(notes)).toBeLessThanOrEqual(16_384)
  expect(tags.length).toBeLessThanOrEqual(20)
  expect(new Set(tags).size).toBe(tags.length)
  expect(tags.every((tag) => tag && length(tag) <= 50 && isTrimmed(tag))).toBe(true)
  if (due !== undefined) expect(due).toSatisfy(isDate)
  if (dueTime !== undefined) expect([due, dueTime]).toEqual([due, expect.stringMatching(/^\d\d:/)])
  if (repeat !== undefined) expect(parseRule(repeat)).not.toBeNull()
  expect(JSON.stringify(todo)).not.toMatch(/[^\\]\\ud[89a-f]/)
}

function expectPlan(plan: Plan): void {
  expect(plan.lists.length).toBeLessThanOrEqual(200)
  expect(new Set(plan.lists.map(({ key }) => key)).size).toBe(plan.lists.length)
  for (const { name, todos } of plan.lists) {
    expect(length(name) >= 1 && length(name) <= 100 && isTrimmed(name)).toBe(true)
    expect(todos.filter(({ deletedAt }) => !deletedAt).length).toBeLessThanOrEqual(10_000)
    const byKey = new Map(todos.map((todo) => [todo.key, todo]))
    expect(byKey.size).toBe(todos.length)
    for (const todo of todos) {
      expectTodo(todo)
      if (todo.parentKey === undefined) continue
      expect(byKey.get(todo.parentKey)).toBeDefined()
      expect(byKey.get(todo.parentKey)!.parentKey).toBeUndefined()
    }
  }
}

/** Whatever it is, it is read or refused, and what is read can be made. */
async function expectRead(file: ImportFile, context: ImportContext): Promise<void> {
  const result = read(file, context)
  if (isProblem(result)) return
  expectPlan(result)
  const { batches, created } = await workOf(result, emptyAccount())
  expect(created).toBe(result.total)
  for (const { ops } of batches) {
    expect(ops.length).toBeLessThanOrEqual(45)
    expect(bytesOf(JSON.stringify(ops))).toBeLessThan(240 * 1024)
  }
  expect([...make(emptyAccount(), batches).todos]).toHaveLength(result.total)
}

const name = fc.constantFrom(...NAMES)

/** A sample in which some bytes are others, are gone, or come twice. */
const mutated = fc
  .tuple(
    fc.constantFrom(...SAMPLES),
    fc.array(fc.tuple(fc.nat(), fc.nat(40), fc.uint8Array({ maxLength: 6 })), { maxLength: 8 }),
  )
  .map(([{ name, bytes }, cuts]) => {
    const text = [...bytes]
    for (const [at, count, more] of cuts) text.splice(at % text.length, count, ...more)
    return { name, bytes: new Uint8Array(text) }
  })

const PARTS = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    ':',
    ',',
    '"lists"',
    '"items"',
    '"kind":"tasks#task"',
    '"title":"a"',
  ],
  ...['"format":"doable"', '"version":1', '"__proto__"', '"todos":[', '"id":"a"', '"parentId":"a"'],
  ...['"displayName":"a"', '"tasks":[{', '"status":"completed"', 'null', '1e999', '\\ud800'],
  ...[
    'BEGIN:VCALENDAR\n',
    'BEGIN:VTODO\n',
    'END:VTODO\n',
    'SUMMARY:',
    'DUE;X="',
    'RRULE:FREQ=',
    ' ',
  ],
  ...['UID:1\n', 'RELATED-TO:1\n', 'DTSTART:', '20261301T', 'CATEGORIES:,\\,', '\n', '\r', '\t'],
  ...[
    'List,Level,Title\n',
    'TYPE,CONTENT,INDENT\n',
    'Subject,Due Date,Status\n',
    'task,',
    'note,a\n',
  ],
  ...[
    'x ',
    '(A) ',
    '2026-01-01 ',
    '+a ',
    '@b ',
    'due:',
    'rec:',
    'rrule:FREQ=DAILY ',
    "'",
    '=',
    '🦷',
  ],
]
const soup = fc
  .array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...PARTS) }, fc.string()), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''))

/** JSON that begins as that of somebody whom we read. */
const json = fc
  .tuple(
    fc.constantFrom('format', 'items', 'value', 'lists'),
    fc.array(
      fc.dictionary(
        fc.constantFrom(
          ...['id', 'title', 'displayName', 'todos', 'items', 'tasks', 'kind', 'status', 'parent'],
          ...['parentId', 'due', 'repeat', 'tags', 'recurrence', 'body', 'checklistItems', 'name'],
        ),
        fc.oneof(
          fc.jsonValue(),
          fc.constantFrom('a', 'completed', 'tasks#task', 'FREQ=DAILY'),
          fc.array(
            fc.dictionary(fc.constantFrom('id', 'title', 'parent', 'parentId'), fc.string()),
          ),
        ),
      ),
      { maxLength: 6 },
    ),
  )
  .map(([member, items]) =>
    member === 'format'
      ? { format: 'doable', version: 1, lists: items }
      : { kind: 'tasks#taskLists', [member]: items },
  )

const holds = <T>(sentence: string, arbitrary: fc.Arbitrary<T>, file: (value: T) => ImportFile) =>
  it(sentence, () =>
    fc.assert(
      fc.asyncProperty(arbitrary, context, (value, context) => expectRead(file(value), context)),
      { numRuns: 250 },
    ),
  )

describe('whatever the file is, it does no harm', () => {
  const bytes = fc.tuple(name, fc.uint8Array({ maxLength: 200 }))
  holds('bytes', bytes, ([name, bytes]) => ({ name, bytes }))
  const text = fc.tuple(name, fc.string({ unit: 'binary', maxLength: 200 }))
  holds('text', text, ([name, text]) => fileOf(name, text))
  holds('parts of formats', fc.tuple(name, soup), ([name, text]) => fileOf(name, text))
  holds('samples with mistakes', mutated, (file) => file)
  holds('JSON that nobody wrote', json, (value) => fileOf('x.json', JSON.stringify(value)))
  holds('JSON of any kind', fc.json(), (text) => fileOf('x.json', text))
})

describe('what one of our own files may have become', () => {
  const cut = fc.tuple(account, fc.nat(), fc.constantFrom('json', 'csv', 'ics', 'txt'))
  holds('cut off anywhere', cut, ([account, at, format]) => {
    const text = {
      json: () => writeJson(account, NOW),
      csv: () => writeCsv(account).text,
      ics: () => writeIcs(account, NOW).text,
      txt: () => writeTodoTxt(account).text,
    }[format]()
    return fileOf(`x.${format}`, text.slice(0, at % (text.length + 1)))
  })
})

describe('a file that cannot be read', () => {
  const bytes = (...codes: number[]) => ({ name: 'x.csv', bytes: new Uint8Array(codes) })

  it.each([
    ['is empty', bytes(), { problem: 'empty' }],
    ['has nothing but spaces', fileOf('x.txt', ' \n\t\n'), { problem: 'empty' }],
    ['is too large', { name: 'x', bytes: new Uint8Array(MAX_BYTES + 1) }, { problem: 'tooLarge' }],
    ['is an archive', bytes(0x50, 0x4b, 3, 4, 0, 0), { problem: 'zip' }],
    ['is packed', bytes(0x1f, 0x8b, 8, 0), { problem: 'zip' }],
    ['has bytes of zero', bytes(0x61, 0, 0x62), { problem: 'binary' }],
    ['is of Latin-1', bytes(0x4d, 0xfc, 0x6c, 0x6c), { problem: 'encoding' }],
    ['is JSON cut off', fileOf('x.json', '{"format":"doable","li'), { problem: 'json' }],
    ['is JSON of nobody', fileOf('x.json', '{"a":1}'), { problem: 'unknown' }],
    ['is a table of others', fileOf('x.csv', 'name,size\na,1\n'), { problem: 'table' }],
    ['is a page', fileOf('x.html', '<!doctype html>'), { problem: 'unknown' }],
    ['is a calendar without to-dos', fileOf('x.ics', 'BEGIN:VCALENDAR\n'), { problem: 'noTodos' }],
    ['is prose', fileOf('x.md', 'Once upon a time\nthere was'), { problem: 'unknown' }],
    [
      'has a quote that nothing closes',
      fileOf('x.csv', 'List,Level,Title\na,1,b\na,1,"c\nd\n'),
      { problem: 'quotes', line: 3 },
    ],
  ])('%s', (_, file, problem) => expect(read(file, CONTEXT)).toMatchObject(problem))
})

describe('the same text is read', () => {
  const csv = 'List,Level,Title\r\nHome,1,Müll\r\n'
  const wide = (order: 'le' | 'be') => {
    const codes = Array.from(`\ufeff${csv}`, (char) => char.charCodeAt(0))
    const view = new DataView(new ArrayBuffer(codes.length * 2))
    codes.forEach((code, place) => view.setUint16(place * 2, code, order === 'le'))
    return new Uint8Array(view.buffer)
  }
  it.each([
    ['as UTF-8', fileOf('x', csv).bytes],
    ['with a mark in front', fileOf('x', `\ufeff${csv}`).bytes],
    ['as UTF-16, as Windows writes it', wide('le')],
    ['as UTF-16 the other way round', wide('be')],
    ['with semicolons', fileOf('x', csv.replaceAll(',', ';')).bytes],
    ['with tabs', fileOf('x', csv.replaceAll(',', '\t')).bytes],
    ['with bare line feeds', fileOf('x', csv.replaceAll('\r', '')).bytes],
  ])('%s', (_, bytes) => {
    const plan = read({ name: 'x.csv', bytes }, CONTEXT)
    expect(plan).toMatchObject({ lists: [{ name: 'Home', todos: [{ title: 'Müll' }] }] })
  })
})

describe('what is over a limit', () => {
  const own = (lists: object[]) => JSON.stringify({ format: 'doable', version: 1, lists })
  const planIn = (lists: object[]) => planOf('x.json', own(lists), CONTEXT)
  const one = (todo: object) => {
    const plan = planIn([{ id: 'a', name: 'Home', todos: [{ id: 'b', title: 'Title', ...todo }] }])
    return { todo: plan.lists[0]!.todos[0]!, losses: plan.losses }
  }

  it('of a title goes to the notes', () => {
    const { todo, losses } = one({ title: `${'🦷'.repeat(500)}rest`, notes: 'Notes' })
    expect([todo.title, todo.notes]).toEqual(['🦷'.repeat(500), 'rest\n\nNotes'])
    expect(losses).toEqual([{ code: 'title', where: todo.title, text: 'rest' }])
  })

  it('of notes is told, to the last letter', () => {
    const { todo, losses } = one({ notes: 'ü'.repeat(8_193) })
    expect([todo.notes, losses[0]!.code]).toEqual(['ü'.repeat(8_192), 'notes'])
    expect(losses[0]!.text).toBe('ü')
  })

  it('of tags is named in the notes', () => {
    const tags = Array.from({ length: 22 }, (_, n) => `t${n}`)
    const { todo, losses } = one({ tags: ['x'.repeat(51), ...tags, 't0', ' '] })
    expect(todo.tags).toEqual(tags.slice(0, 20))
    expect(todo.notes).toBe(`@${'x'.repeat(51)} @t20 @t21`)
    expect(losses).toHaveLength(1)
  })

  it('and no date, time or rule of ours stays readable', () => {
    const { todo, losses } = one({ due: 'soon', dueTime: '25:00', repeat: 'FREQ=HOURLY' })
    expect(todo).toMatchObject({ title: 'Title', notes: 'soon\n25:00\nFREQ=HOURLY' })
    expect(losses.map(({ code }) => code)).toEqual(['due', 'time', 'repeat'])
  })

  it('of a list is another one, in which families stay together', () => {
    const todos = Array.from({ length: 10_002 }, (_, n) => ({
      ...{ id: `t${n}`, title: `${n}` },
      ...((n === 9_999 || n === 10_000) && { parentId: 't9998' }),
    }))
    const { lists, losses } = planIn([{ id: 'a', name: 'Home', colour: 'teal', todos }])
    expect(lists.map(({ name, colour }) => [name, colour])).toEqual([
      ['Home', 'teal'],
      ['Home (2)', 'teal'],
    ])
    expect(lists.map(({ todos }) => todos.length)).toEqual([9_998, 4])
    expect(lists[1]!.todos.map(({ title }) => title)).toEqual(['9998', '9999', '10000', '10001'])
    expect(losses).toEqual([{ code: 'split', where: 'Home (2)', text: 'Home' }])
  })

  it('of lists goes into the last one, by a tag', () => {
    const lists = Array.from({ length: 202 }, (_, n) => ({
      ...{ id: `${n}`, name: `List ${n}`, todos: [{ id: `t${n}`, title: 'x' }] },
    }))
    const plan = planIn(lists)
    expect(plan.lists).toHaveLength(199)
    expect(plan.lists.at(-1)!.todos.map(({ tags }) => tags)).toEqual([
      ...[undefined, ['List 199'], ['List 200'], ['List 201']],
    ])
    expect(plan.losses.map(({ code, text }) => [code, text])).toEqual([
      ...[1, 2, 3].map(() => ['list', 'List 198']),
    ])
  })

  it('of depth hangs on the topmost, and a circle on nothing', () => {
    const todos = [
      { id: 'a', title: 'a' },
      { id: 'c', title: 'c', parentId: 'b' },
      { id: 'b', title: 'b', parentId: 'a' },
      { id: 'd', title: 'd', parentId: 'e' },
      { id: 'e', title: 'e', parentId: 'd' },
      { id: 'f', title: 'f', parentId: 'gone' },
    ]
    const { lists, losses } = planIn([{ id: 'l', name: 'Home', todos }])
    expect(lists[0]!.todos.map(({ parentKey = '' }) => parentKey)).toEqual([
      ...['', 'a', 'a', '', '', ''],
    ])
    expect(losses.map(({ code, where }) => [code, where])).toEqual([
      ...[
        ['depth', 'c'],
        ['parent', 'd'],
        ['parent', 'e'],
        ['parent', 'f'],
      ],
    ])
  })

  it('of all is not read', () => {
    const text = 'a\n'.repeat(100_001)
    expect(read(fileOf('x.txt', text), CONTEXT)).toEqual({ problem: 'tooMany', limit: 100_000 })
  })

  it('of an Inbox goes into a list beside it, once', async () => {
    const todos = Array.from({ length: 30 }, (_, n) => ({ id: `t${n}`, title: `${n}` }))
    const plan = planIn([{ id: 'a', name: 'Inbox', inbox: true, todos }])
    const filler = planIn([
      {
        ...{ id: 'b', name: 'Inbox', inbox: true },
        todos: Array.from({ length: 9_990 }, (_, n) => ({ id: `f${n}`, title: `${n}` })),
      },
    ])
    const full = make(emptyAccount(), (await workOf(filler, emptyAccount())).batches)
    const made = make(full, (await workOf(plan, full)).batches)
    expect(made.lists.map(({ name }) => name)).toEqual(['Inbox', 'Inbox (2)'])
    expect([...made.todos]).toHaveLength(10_020)
    expect((await workOf(plan, made)).batches).toEqual([])
  })
})

describe('what a file may be meant to do', () => {
  const titleIn = (json: string) => planOf('x.json', json, CONTEXT).lists[0]!.todos[0]!.title
  const own = (todo: string) =>
    `{"format":"doable","version":1,"lists":[{"id":"a","name":"a","todos":[${todo}]}]}`

  it('half characters are none', () => {
    expect(titleIn(own('{"title":"a\\ud83e b"}'))).toBe('a\ufffd b')
  })

  it('names of JavaScript are names', () => {
    const plan = planOf('x.json', own('{"title":"__proto__","__proto__":{"done":true}}'), CONTEXT)
    expect(plan.lists[0]!.todos[0]).toEqual({ key: '\n__proto__', title: '__proto__' })
    const inherited = '{"__proto__":{"format":"doable","version":1,"lists":[]}}'
    expect(read(fileOf('x.json', inherited), CONTEXT)).toEqual({ problem: 'unknown' })
    const line = 'a constructor:x __proto__:y toString:z'
    expect(planOf('x.txt', line, CONTEXT).lists[0]!.todos[0]!.title).toBe(line)
  })

  it('keys that look like others stay apart', () => {
    const ids = ['a', 'a\\n2', 'a', 'a\\n2', 'a\\n2\\n2', 'a']
    const todos = ids.map((id) => `{"id":"${id}","title":"x"}`)
    const plan = planOf('x.json', own(todos.join()), CONTEXT)
    expect(new Set(plan.lists[0]!.todos.map(({ key }) => key)).size).toBe(6)
  })

  it('what is no text, number or list of that is left out', () => {
    const todo = '{"title":"a","notes":5,"done":"yes","due":[],"priority":"1","tags":[1,"t",null]}'
    const plan = planOf('x.json', own(todo), CONTEXT)
    expect(plan.lists[0]!.todos[0]).toEqual({ key: '\na', title: 'a', tags: ['t'] })
  })
})
