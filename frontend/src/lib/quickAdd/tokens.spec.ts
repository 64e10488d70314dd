import { expect, it } from 'vitest'
import { completed, createDirectory, parse, tokenAt, vocabulariesOf } from './index'
import { context } from './examples'

const at = (text: string) => {
  const caret = text.indexOf('|')
  return tokenAt(text.replace('|', ''), caret)
}

it.each([
  ['#|', { sign: '#', name: '', start: 0, end: 1 }],
  ['Milk #ho|', { sign: '#', name: 'ho', start: 5, end: 8 }],
  ['Milk @ho| today', { sign: '@', name: 'ho', start: 5, end: 8 }],
  ['Milk +an|', { sign: '+', name: 'an', start: 5, end: 8 }],
  ['Milk #"two wo|', { sign: '#', name: 'two wo', start: 5, end: 13 }],
])('finds the name that is begun in %s', (text, token) => {
  expect(at(text)).toEqual(token)
})

it.each(['bob@ho|', 'c+|', '#ho me|', '#h|o', '\\#ho|', '#"two words"|', 'Milk|', ''])(
  'finds none in %s',
  (text) => expect(at(text)).toBeUndefined(),
)

it.each(['Home', 'Two words', 'The "big" one'])('completes the list %s', (name) => {
  const text = `Milk ${completed(at('Milk #|')!, name)}`
  const list = context.lists.find((one) => one.name === name)
  expect(parse(text, context).fields).toEqual({ listId: list!.id })
})

it.each(['Anna Berger', 'Änna', 'Jo B.'])('completes the name %s', (name) => {
  const text = `Milk #home ${completed(at('Milk +|')!, name)}`
  const home = createDirectory(context.people!('home'), vocabulariesOf())
  expect(parse(text, context).fields.assignee).toBe(home.find(name)!.id)
})
