import { describe, expect, it } from 'vitest'
import { messages } from '@/i18n/languages/de'
import { context, understands } from './examples'
import { createDirectory, parse, vocabulariesOf } from './index'

const german = { vocabulary: messages.grammar.words! }

describe('who is to do it', () => {
  understands([
    ['Paint +berger #home', 'Paint', { listId: 'home', assignee: 'berger' }],
    ['Paint #home +BERG the door', 'Paint the door', { listId: 'home', assignee: 'berger' }],
    ['+maria Paint #home', 'Paint', { listId: 'home', assignee: 'bauer' }],
    ['Paint +"anna b" #home', 'Paint', { listId: 'home', assignee: 'berger' }],
    ['Paint +„Anna-Maria Bauer“ #home', 'Paint', { listId: 'home', assignee: 'bauer' }],
    ['Paint +"jo b." #home', 'Paint', { listId: 'home', assignee: 'jo' }],
    ['Paint +me #home', 'Paint', { listId: 'home', assignee: 'ada' }],
    ['Paint +ada #home', 'Paint', { listId: 'home', assignee: 'ada' }],
    ['Paint +zoe #"two words"', 'Paint', { listId: 'two', assignee: 'zoe' }],
    ['Paint +me #"two words"', 'Paint', { listId: 'two', assignee: 'ada' }],
    [
      'Paint tomorrow +zoe #"two words"',
      'Paint',
      { due: '2026-11-24', listId: 'two', assignee: 'zoe' },
    ],
    ['Paint +ada +berger #home', 'Paint +ada', { listId: 'home', assignee: 'berger' }],
  ])
})

describe('whose name begins as another one does', () => {
  understands([
    ['Paint +an #home', 'Paint +an', { listId: 'home' }],
    ['Paint +ba #home', 'Paint', { listId: 'home', assignee: 'bauer' }],
    ['Paint +anna #home', 'Paint', { listId: 'home', assignee: 'anna' }],
    ['Paint +bob #home', 'Paint +bob', { listId: 'home' }],
  ])
})

describe('nobody', () => {
  understands([
    ['Paint +zoe #home', 'Paint +zoe', { listId: 'home' }],
    ['Paint +ada', 'Paint +ada', {}],
    ['Paint +ada #inbox', 'Paint +ada', { listId: 'inbox' }],
    ['Paint + #home', 'Paint +', { listId: 'home' }],
    ['Paint +"" +" " #home', 'Paint +"" +" "', { listId: 'home' }],
    ['Ask +berger, or not #home', 'Ask +berger, or not', { listId: 'home' }],
    ['Learn c++ a+ada #home', 'Learn c++ a+ada', { listId: 'home' }],
    ['Paint \\+ada #home', 'Paint +ada', { listId: 'home' }],
    ['Paint \\+"anna be" "+ada" #home', 'Paint +"anna be" +ada', { listId: 'home' }],
    ['Paint \\+ada', 'Paint \\+ada', {}],
    ['Paint +ich #home', 'Paint +ich', { listId: 'home' }],
    ['+ada #home', '+ada', { listId: 'home' }],
    ['+ada', '+ada', {}],
  ])
})

describe('in German', () => {
  understands(
    [
      ['Malen +ich #home', 'Malen', { listId: 'home', assignee: 'ada' }],
      ['Malen +me #home', 'Malen', { listId: 'home', assignee: 'ada' }],
    ],
    german,
  )
})

it('is text again once that is wanted', () => {
  const plain = [{ kind: 'assignee', text: '+me' }] as const
  const { title, fields } = parse('Paint +me #home', { ...context, plain })
  expect({ title, fields }).toEqual({ title: 'Paint +me', fields: { listId: 'home' } })
})

describe('who may be meant', () => {
  const directoryOf = (list: string) => createDirectory(context.people!(list), vocabulariesOf())

  it.each([
    ['', ['Ada', 'Anna Berger', 'Anna-Maria Bauer', 'Änna', 'Jo B.']],
    ['ann', ['Anna Berger', 'Anna-Maria Bauer', 'Änna']],
    ['ba', ['Anna-Maria Bauer']],
    ['nna', []],
    ['bob', []],
  ])('by %j is offered by a name that means them', (text, names) => {
    const directory = directoryOf('home')
    expect(directory.like(text)).toEqual(names)
    expect(names.every((name) => directory.find(name))).toBe(true)
  })

  it('has a word instead of a name, who has none', () => {
    expect(directoryOf('two').like('')).toEqual(['me', 'Zoë'])
    const german = createDirectory(context.people!('two'), vocabulariesOf(messages.grammar.words))
    expect(german.like('')).toEqual(['ich', 'Zoë'])
  })
})
