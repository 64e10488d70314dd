/** Looking into JSON of which nothing is known. Only own members count: `__proto__` is a name, too. */

export type Json = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Undefined of what is no JSON, or nested too deep. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const member = (value: unknown, name: string): unknown =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined

export function textIn(value: unknown, name: string): string | undefined {
  const found = member(value, name)
  return typeof found === 'string' && found ? found : undefined
}

export function numberIn(value: unknown, name: string): number | undefined {
  const found = member(value, name)
  return typeof found === 'number' ? found : undefined
}

export const isTrueIn = (value: unknown, name: string) => member(value, name) === true

/** The objects of an array; nothing where there is none. */
export function objectsIn(value: unknown, name: string): Json[] {
  const found = member(value, name)
  return Array.isArray(found) ? found.filter(isObject) : []
}

export function textsIn(value: unknown, name: string): string[] {
  const found = member(value, name)
  return Array.isArray(found) ? found.filter((one) => typeof one === 'string') : []
}
