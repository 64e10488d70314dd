// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { Todo } from '@/api/types'
import { CONTEXT, emptyAccount, newId, SUB } from './arbitraries'
import { writeCsv, writeIcs, writeJson, writeTodoTxt } from './index'
import { fileOf, make, planOf, withoutIds, workOf } from './making'
import { hasNoRoom, toOps } from './ops'
import { read } from './read'
import type { Account } from './types'

const NOW = '2026-11-23T12:00:00.000Z'
const COUNT = 10_000
const HOME = '01936f00-0001-7000-8000-000000000000'

/** Every tenth one has five below it, and all of them have something of everything. */
function largeAccount(): Account {
  const account = emptyAccount()
  const todos = Array.from({ length: COUNT }, (_, n): Todo => {
    const [parent, place] = [n - (n % 10), n % 10]
    return {
      ...{
        id: newId(n),
        listId: HOME,
        title: `To-do ${n}: büy mílk`,
        notes: `Line 1\n„Line“ ${n}`,
      },
      ...{
        done: n % 7 === 0,
        doneAt: n % 7 === 0 ? NOW : null,
        due: '2026-12-01',
        dueTime: '17:00',
      },
      ...{ priority: 2, tags: ['home', `tag ${n % 50}`], order: `c${String(n).padStart(3, '0')}` },
      ...{ parentId: place > 0 && place < 6 ? newId(parent) : null, repeat: 'FREQ=WEEKLY' },
      ...{ assignee: null, seq: n, createdAt: NOW, createdBy: SUB, updatedAt: NOW, updatedBy: SUB },
      deletedAt: null,
    }
  })
  const list = { ...account.lists[0]!, id: HOME, name: 'Home' }
  return { ...account, lists: [...account.lists, list], todos }
}

/** What work gives, and its milliseconds of this process only, as others run here, too. */
function timed<T>(work: () => T): [T, number] {
  const start = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(start)
  return [result, (user + system) / 1_000]
}

describe('10,000 to-dos', () => {
  const account = largeAccount()
  const texts = {
    json: () => writeJson(account, NOW),
    csv: () => writeCsv(account).text,
    ics: () => writeIcs(account, NOW).text,
    txt: () => writeTodoTxt(account).text,
  }
  const formats = Object.keys(texts) as (keyof typeof texts)[]

  it.each(formats)('are written as %s and read again within a second each', (format) => {
    const [text, writing] = timed(texts[format])
    const [plan, reading] = timed(() => read(fileOf(`x.${format}`, text), CONTEXT))
    expect(plan).toMatchObject({ total: COUNT })
    expect(writing).toBeLessThan(1_000)
    expect(reading).toBeLessThan(1_000)
  })

  it('are made as they were, and nothing is made twice', async () => {
    const text = texts.json()
    const plan = planOf('x.json', text, CONTEXT)
    const made = make(emptyAccount(), (await workOf(plan, emptyAccount())).batches)
    expect(withoutIds(writeJson(made, NOW))).toEqual(withoutIds(text))
    expect(await workOf(plan, made)).toMatchObject({ batches: [], there: COUNT })
  })
})

/** Twice as much may take a little more than twice as long, and not four times. */
describe('what is meant to take long does not', () => {
  const n = 200_000
  const nested = (count: number) => '['.repeat(count) + ']'.repeat(count)
  const chain = Array.from({ length: 20_000 }, (_, id) => ({
    ...{ id: `${id}`, title: 'x', parentId: `${id + 1}` },
  }))
  const own = (todos: object[]) =>
    JSON.stringify({ format: 'doable', version: 1, lists: [{ id: 'a', name: 'a', todos }] })

  it.each([
    ['nested JSON', 'x.json', nested(n)],
    ['an unclosed quote', 'x.csv', `List,Level,Title\n${'a,1,b\n'.repeat(1_000)}"${'a'.repeat(n)}`],
    ['quotes', 'x.csv', `List,Level,Title\na,1,${'"'.repeat(n)}`],
    ['commas', 'x.csv', `List,Level,Title\n${','.repeat(n)}`],
    ['one white space after the other', 'x.txt', `+a x${' '.repeat(n)}x`],
    ['a calendar in calendars', 'x.ics', 'BEGIN:VCALENDAR\nBEGIN:VTODO\n'.repeat(n / 10)],
    ['a line folded often', 'x.ics', `BEGIN:VCALENDAR\nBEGIN:VTODO\nSUMMARY:${'a\n '.repeat(n)}`],
    ['parameters', 'x.ics', `BEGIN:VCALENDAR\nBEGIN:VTODO\nDUE${';A="'.repeat(n / 4)}:x`],
    ['backslashes', 'x.ics', `BEGIN:VCALENDAR\nBEGIN:VTODO\nCATEGORIES:${'\\'.repeat(n)}`],
    [
      'a rule without an end',
      'x.ics',
      `BEGIN:VCALENDAR\nBEGIN:VTODO\nRRULE:${'FREQ=DAILY;'.repeat(n / 10)}`,
    ],
    ['each below the next one', 'x.json', own(chain)],
    ['equal names', 'x.json', own(chain.map(() => ({ title: 'x' })))],
    ['words in a date', 'x.csv', `TYPE,CONTENT,INDENT,DATE\ntask,a,1,${'every '.repeat(n / 10)}`],
    [
      'tasks that are indented more and more',
      'x.csv',
      `TYPE,CONTENT,INDENT\n${Array.from({ length: 20_000 }, (_, k) => `task,a,${k}`).join('\n')}`,
    ],
    [
      'notes on one task',
      'x.csv',
      `TYPE,CONTENT,INDENT\ntask,a,1\n${'note,abc,\n'.repeat(20_000)}`,
    ],
    ['tags', 'x.txt', `x ${'@a'.repeat(n / 4)} ${'@a '.repeat(n / 4)}`],
    [
      'unclosed tags of HTML',
      'x.json',
      JSON.stringify([
        { title: 'a', status: 'completed', body: { contentType: 'html', content: '<'.repeat(n) } },
      ]),
    ],
  ])('%s', (_, name, text) => {
    const [, time] = timed(() => read(fileOf(name, text), CONTEXT))
    expect(time).toBeLessThan(1_500)
  })

  it('a million lines', () => {
    const text = '+a @b due:2026-12-01 x\n'.repeat(850_000)
    const [result, time] = timed(() => read(fileOf('x.txt', text), CONTEXT))
    expect(result).toEqual({ problem: 'tooMany', limit: 100_000 })
    expect(time).toBeLessThan(1_500)
  })

  it('more lists than there is room for', async () => {
    const lists = Array.from({ length: 199 }, (_, id) => ({ id: `${id}`, name: 'a', todos: [] }))
    const text = JSON.stringify({ format: 'doable', version: 1, lists })
    const [inbox] = emptyAccount().lists
    const account = { ...emptyAccount(), lists: [inbox!, { ...inbox!, id: HOME, name: 'Home' }] }
    const work = await toOps(planOf('x.json', text, CONTEXT), account)
    expect(hasNoRoom(work) && work).toEqual({ needed: 199, room: 198 })
  })
})
