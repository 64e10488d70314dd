import type { Op, Refusal } from '@/api/sync'
import type { ListColour, Priority } from '@/api/types'
import { t } from '@/i18n/rest'
import { describeTime } from './dates'
import { quoted } from './text'

/** “Couldn’t change “Milk”.” */
export function describeTried(op: Op, title: string): string {
  return t.tried[op.op === 'tick' && !op.done ? 'reopen' : op.op](quoted(title))
}

/** Why, in a sentence that ends like one. */
export function describeReason({ code, detail, errors = [] }: Refusal): string {
  const reasons: Record<string, string> = t.reason
  const sentence = errors.map((error) => error.detail).join('. ') || detail
  const reason = reasons[code] ?? t.attention.otherReason(sentence)
  return /[.!?]$/.test(reason) ? reason : `${reason}.`
}

type Named = [name: string, text: string]

const TEXTS = ['title', 'notes', 'name', 'due', 'dueTime', 'colour'] as const

function wordsOf(field: (typeof TEXTS)[number], value: string): string {
  if (field === 'dueTime') return describeTime(value)
  return field === 'colour' ? t.colour[value as ListColour] : value
}

function fieldsOf(op: Op): Record<string, unknown> {
  if (op.op === 'createList') return { name: op.name }
  // All of it stands in the to-do that it follows on.
  if (op.op === 'follow') return {}
  return { ...('addTags' in op && { tags: op.addTags }), ...('fields' in op && op.fields) }
}

/** What was written with a change and would otherwise be lost, under the names of the page. */
export function textsOf(op: Op): Named[] {
  const fields = fieldsOf(op)
  const tags = (fields.tags ?? []) as readonly string[]
  const priority = fields.priority as Priority | undefined
  const texts = TEXTS.flatMap((field): Named[] => {
    const value = fields[field]
    return value ? [[t.field[field], wordsOf(field, String(value))]] : []
  })
  if (tags.length) texts.push([t.field.tags, tags.map((tag) => `@${tag}`).join(' ')])
  if (priority) texts.push([t.field.priority, t.priority[priority]])
  return texts
}
