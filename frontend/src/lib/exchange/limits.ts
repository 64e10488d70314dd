/** What the server takes: app/domain/lists.py. */
export const MAX_TODOS = 10_000
/** With the Inbox, which is always there. */
export const MAX_LISTS = 200

/** Lists and to-dos that are read from one file. */
export const MAX_TOTAL = 100_000
