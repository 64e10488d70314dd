import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse, type Context, type Kind, type Person } from './index'

const page = readFileSync(join(import.meta.dirname, '../../../../docs/quick-add.md'), 'utf8')
const people: readonly Person[] = ['Ada', 'Ann Lee', 'Anna Maria'].map((name, place) => ({
  ...{ id: name, name },
  isMe: !place,
}))
const context: Context = {
  today: '2026-11-23',
  now: '12:00',
  weekStart: 1,
  lists: [
    { id: 'Home', name: 'Home' },
    { id: 'Two words', name: 'Two words' },
  ],
  people: (list) => (list === 'Home' ? people : []),
}
const KINDS: Record<string, Kind | undefined> = {
  ...{
    list: 'listId',
    tag: 'tags',
    person: 'assignee',
    priority: 'priority',
    date: 'due',
    time: 'dueTime',
  },
  ...{ repeats: 'repeat', note: 'notes' },
}

function rowsOf(heading: string): string[][] {
  const section = page.split(`## ${heading}\n`)[1]!.split('\n## ')[0]!
  const lines = section.split('\n').filter((line) => line.startsWith('| '))
  return lines.slice(1).map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  )
}

const codesIn = (cell: string) => Array.from(cell.matchAll(/`([^`]+)`/g), ([, code]) => code!)

describe('each word of the page', () => {
  let kind: string
  const words = rowsOf('What you can say').flatMap(([what, how]) => {
    kind = what || kind
    return codesIn(how!).map((code) => [code, kind] as const)
  })

  it.each(words)('%s is %s', (code, kind) => {
    const { chips } = parse(`Paint ${code}`, { ...context, people: () => people })
    const expected = KINDS[kind] ? [{ kind: KINDS[kind], text: code }] : []
    expect(chips).toMatchObject(expected)
    expect(chips).toHaveLength(expected.length)
  })
})

describe('each example of the page', () => {
  it.each(rowsOf('Examples'))('%s', (text, title, rest) => {
    const { title: found, fields } = parse(codesIn(text!)[0]!, context)
    const { due, dueTime, tags, priority, listId, assignee, repeat, notes } = fields
    const said = [
      due && `due ${due}`,
      dueTime && `at ${dueTime}`,
      tags && `tags ${tags.join(' ')}`,
      priority && `priority ${priority}`,
      listId && `list ${listId}`,
      assignee && `for ${assignee}`,
      repeat && `repeats ${repeat}`,
      notes && `note ${notes}`,
    ]
    expect([found, said.filter(Boolean).join(', ')]).toEqual([title, rest])
  })
})

it('tells what the first line means', () => {
  const { title, chips } = parse(/^ {4}(.+)$/m.exec(page)![1]!, context)
  expect([title, chips.length]).toEqual(['Book dentist', 6])
})
