/**
 * What a person takes along, as files: docs/export.md. Pure, and to be loaded only when it is used. What
 * reads files is the importer, which is at work beside the page.
 */
export { onlyList } from './account'
export { writeJson } from './own'
export { writeCsv } from './ownCsv'
export { writeTodoTxt } from './todotxt'
export type * from './types'
export { writeIcs } from './vtodo'
