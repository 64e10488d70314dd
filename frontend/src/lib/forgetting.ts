/**
 * What parts of the page remember of a person beside the copy: each says how to forget it, and all
 * of it is forgotten when the person leaves, or somebody else comes.
 */
const forgetters = new Set<() => void>()

export function onForget(forget: () => void): void {
  forgetters.add(forget)
}

export function forgetAll(): void {
  forgetters.forEach((forget) => forget())
}
