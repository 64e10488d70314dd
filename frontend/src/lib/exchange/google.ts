import { isTrueIn, objectsIn, textIn, type Json } from './json'
import { linked } from './own'
import { oneLine } from './texts'
import type { Draft, DraftList, DraftTodo, Loss } from './types'

/**
 * Google Tasks, as Takeout gives them: Takeout/Tasks/Tasks.json holds the lists, and each the tasks,
 * as https://developers.google.com/workspace/tasks/reference/rest/v1/tasks has them. `due` is a day,
 * whatever its time says; `position` sorts as text.
 */

const KIND = /^tasks#/

const isKind = (json: unknown) => KIND.test(textIn(json, 'kind') ?? '')

/** Takeout has called what holds the lists by more than one name. */
export const isGoogle = (json: unknown) => isKind(json) || objectsIn(json, 'items').some(isKind)

function readTask(task: Json): DraftTodo {
  const links = objectsIn(task, 'links').map((link) => textIn(link, 'link'))
  const done = textIn(task, 'status') === 'completed'
  return {
    key: textIn(task, 'id'),
    title: oneLine(textIn(task, 'title') ?? ''),
    notes: textIn(task, 'notes'),
    done,
    doneAt: textIn(task, 'completed') ?? textIn(task, 'updated'),
    due: textIn(task, 'due')?.slice(0, 10),
    createdAt: textIn(task, 'created'),
    more: links.filter((link) => link !== undefined),
  }
}

const byPosition = (a: Json, b: Json) => {
  const [one, other] = [textIn(a, 'position') ?? '', textIn(b, 'position') ?? '']
  return one < other ? -1 : one > other ? 1 : 0
}

function readList(list: Json, losses: Loss[]): DraftList {
  const [name, tasks] = [oneLine(textIn(list, 'title') ?? ''), objectsIn(list, 'items')]
  for (const task of tasks) {
    if (!isTrueIn(task, 'deleted')) continue
    losses.push({ code: 'trash', where: textIn(task, 'title') ?? '', text: '' })
  }
  const kept = tasks.filter((task) => !isTrueIn(task, 'deleted')).sort(byPosition)
  return { key: textIn(list, 'id') ?? name, name, todos: linked(kept, readTask, 'parent') }
}

export function readGoogle(json: unknown): Draft {
  const losses: Loss[] = []
  const items = objectsIn(json, 'items')
  const isOne = items.length > 0 && items.every((item) => textIn(item, 'kind') === 'tasks#task')
  const lists = isOne ? [json as Json] : items
  return { source: 'google', lists: lists.map((list) => readList(list, losses)), losses }
}
