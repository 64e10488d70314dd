/** What the server takes, in characters: app/domain/todos.py. */
export const MAX_TITLE = 500
export const MAX_TAGS = 20
export const MAX_TAG = 50
/** Of a list or a token (app/domain/lists.py), and of a person (app/domain/people.py). */
export const MAX_NAME = 100
/** Bytes of UTF-8. */
export const MAX_NOTES = 16 * 1024

export const bytesOf = (text: string) => new TextEncoder().encode(text).length
