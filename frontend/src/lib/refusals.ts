import type { Op, Refusal } from '@/api/sync'
import type { Priority } from '@/api/types'
import { PRIORITY_NAMES } from './priority'
import { quoted } from './text'

const TRIED: Record<Op['op'], string> = {
  create: 'add',
  patch: 'change',
  tick: 'complete',
  order: 'move',
  move: 'move',
  trash: 'delete',
  restore: 'restore',
  purge: 'delete',
  createList: 'add the list',
  patchList: 'change the list',
  trashList: 'delete the list',
  restoreList: 'restore the list',
}

const REASONS: Record<string, string> = {
  forbidden: 'You may read this list, but not change it.',
  in_trash: 'It is in the trash.',
  not_found: 'It is not there any more.',
}

/** “Couldn’t change “Milk”.” */
export function describeTried(op: Op, title: string): string {
  const verb = op.op === 'tick' && !op.done ? 'reopen' : TRIED[op.op]
  return `Couldn’t ${verb} ${quoted(title)}${op.op === 'purge' ? ' for ever' : ''}.`
}

/** Why, in a sentence that ends like one. */
export function describeReason({ code, detail, errors = [] }: Refusal): string {
  const reason = REASONS[code] ?? (errors.map((error) => error.detail).join('. ') || detail)
  return /[.!?]$/.test(reason) ? reason : `${reason}.`
}

type Named = [name: string, text: string]

const NAMES: Record<string, string> = {
  title: 'Title',
  notes: 'Notes',
  name: 'Name',
  due: 'Due',
  dueTime: 'Time',
  colour: 'Colour',
}

function fieldsOf(op: Op): Record<string, unknown> {
  if (op.op === 'createList') return { name: op.name }
  return { ...('addTags' in op && { tags: op.addTags }), ...('fields' in op && op.fields) }
}

/** What was written with a change and would otherwise be lost, under the names of the page. */
export function textsOf(op: Op): Named[] {
  const fields = fieldsOf(op)
  const tags = (fields.tags ?? []) as readonly string[]
  const priority = fields.priority as Priority | undefined
  const texts = Object.entries(fields).flatMap(([field, value]): Named[] =>
    NAMES[field] && value ? [[NAMES[field], String(value)]] : [],
  )
  if (tags.length) texts.push(['Tags', tags.map((tag) => `@${tag}`).join(' ')])
  if (priority) texts.push(['Priority', PRIORITY_NAMES[priority]])
  return texts
}
