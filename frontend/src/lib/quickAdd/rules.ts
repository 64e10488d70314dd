import { formatRule, parseRule, type Rule as Whole } from '@/lib/recurrence'

/** What quick add says of a repetition; the rest is as plain as can be. */
export type Rule = Pick<Whole, 'freq' | 'interval'> & Partial<Whole>

export const WEEKDAYS: readonly number[] = [1, 2, 3, 4, 5]
const PLAIN = { days: [], monthDay: null, count: null, until: null, fromCompletion: false }

export const writeRule = (rule: Rule): string => formatRule({ ...PLAIN, ...rule })

/** Undefined of what quick add cannot say, such as how often. */
export function readRule(text: string): Whole | undefined {
  const rule = parseRule(text)
  return rule && rule.count === null ? rule : undefined
}
