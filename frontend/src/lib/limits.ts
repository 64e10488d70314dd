/** What the server takes: app/domain/todos.py. */
export const MAX_TITLE = 500
export const MAX_TAGS = 20
/** Bytes of UTF-8. */
export const MAX_NOTES = 16 * 1024

export const bytesOf = (text: string) => new TextEncoder().encode(text).length
